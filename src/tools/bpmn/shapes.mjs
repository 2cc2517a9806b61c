// Boxes of the flow nodes: centre from the grid file, size from the grid file or from the kind of the node.

export const isFlow = (element) => element.$type === 'bpmn:SequenceFlow';
export const isGateway = (element) => element.$type.endsWith('Gateway');
export const isEvent = (element) => element.$type.endsWith('Event');
const isBoundary = (element) => element.$type === 'bpmn:BoundaryEvent';

function sizeOf(element) {
    if (isEvent(element)) return [36, 36];
    if (isGateway(element)) return [50, 50];
    return element.$type === 'bpmn:CallActivity' ? [130, 80] : [100, 80];
}

const around = (x, y, [width, height]) => ({ x: x - width / 2, y: y - height / 2, width, height });

const onBottomOf = (host, fraction, size) =>
    around(host.x + host.width * fraction, host.y + host.height, size);

export function placeShapes(elements, grid) {
    const centres = new Map(grid.rows.flatMap(({ y, x }) => Object.entries(x).map(([id, at]) => [id, [at, y]])));
    const boxes = new Map();
    const nodes = elements.filter((element) => !isFlow(element));
    for (const node of nodes.filter((element) => !isBoundary(element))) {
        if (!centres.has(node.id)) throw new Error(`'${node.id}' has no place in the grid file`);
        boxes.set(node.id, around(...centres.get(node.id), grid.sizes[node.id] ?? sizeOf(node)));
    }
    for (const node of nodes.filter(isBoundary)) {
        const fraction = grid.boundary[node.id];
        if (fraction === undefined) throw new Error(`'${node.id}' has no place on its activity's lower edge`);
        boxes.set(node.id, onBottomOf(boxes.get(node.attachedToRef.id), fraction, sizeOf(node)));
    }
    const strangers = [...centres.keys()].filter((id) => !boxes.has(id));
    if (strangers.length) throw new Error(`the grid file places what the diagram lacks: ${strangers.join(', ')}`);
    return boxes;
}
