// node layout.mjs <file.bpmn> ... : writes the diagram of each file anew, from <name>.layout.json beside this script.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { findFlaws } from './flaws.mjs';
import { flowLabel, shapeLabel } from './labels.mjs';
import { wayPoints } from './routes.mjs';
import { isFlow, isGateway, placeShapes } from './shapes.mjs';

const camunda = createRequire(import.meta.url)('camunda-bpmn-moddle/resources/camunda.json');
const moddle = new BpmnModdle({ camunda });
const create = (type, values) => moddle.create(type, values);
const rounded = (box) => Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.round(value)]));
const bounds = (box) => create('dc:Bounds', rounded(box));
const label = (box) => create('bpmndi:BPMNLabel', { bounds: bounds(box) });

function shape(element, box, labelBox) {
    const di = create('bpmndi:BPMNShape', { id: `${element.id}_di`, bpmnElement: element, bounds: bounds(box) });
    if (isGateway(element)) di.isMarkerVisible = true;
    if (labelBox) di.label = label(labelBox);
    return di;
}

function edge(flow, points, labelBox) {
    const waypoint = points.map(([x, y]) => create('dc:Point', { x: Math.round(x), y: Math.round(y) }));
    const di = create('bpmndi:BPMNEdge', { id: `${flow.id}_di`, bpmnElement: flow, waypoint });
    if (labelBox) di.label = label(labelBox);
    return di;
}

function linkNodesToFlows(elements) {
    const flows = elements.filter(isFlow);
    for (const node of elements.filter((element) => !isFlow(element))) {
        node.incoming = flows.filter((flow) => flow.targetRef === node);
        node.outgoing = flows.filter((flow) => flow.sourceRef === node);
    }
}

const isNamedOutside = (element) => element.name && (isGateway(element) || element.$type.endsWith('Event'));

function draw(process, grid) {
    const boxes = placeShapes(process.flowElements, grid);
    const labels = [];
    const lines = [];
    const planeElement = process.flowElements.map((element) => {
        const { id, name } = element;
        if (isFlow(element)) {
            const [source, target] = [element.sourceRef.id, element.targetRef.id];
            const points = wayPoints(boxes.get(source), boxes.get(target), grid.routes[id]);
            lines.push({ id, source, target, points });
            const box = name && flowLabel(points, name, grid.labels[id]);
            if (box) labels.push({ id, box });
            return edge(element, points, box);
        }
        const place = grid.labels[id] ?? (isGateway(element) ? 'above' : 'below');
        const box = isNamedOutside(element) && shapeLabel(boxes.get(id), name, place);
        if (box) labels.push({ id, box });
        return shape(element, boxes.get(id), box);
    });
    return { planeElement, flaws: findFlaws(boxes, lines, labels) };
}

for (const file of process.argv.slice(2)) {
    const grid = JSON.parse(readFileSync(new URL(`${basename(file, '.bpmn')}.layout.json`, import.meta.url)));
    const { rootElement: definitions } = await moddle.fromXML(readFileSync(file, 'utf8'));
    const diagrammed = definitions.rootElements.find((element) => element.$type === 'bpmn:Process');
    linkNodesToFlows(diagrammed.flowElements);
    const { planeElement, flaws } = draw(diagrammed, { sizes: {}, boundary: {}, routes: {}, labels: {}, ...grid });
    const plane = create('bpmndi:BPMNPlane', { id: `plane_${diagrammed.id}`, bpmnElement: diagrammed, planeElement });
    definitions.diagrams = [create('bpmndi:BPMNDiagram', { id: `diagram_${diagrammed.id}`, plane })];
    writeFileSync(file, (await moddle.toXML(definitions, { format: true })).xml);
    console.log(flaws.length ? `${file}:\n  ${flaws.join('\n  ')}` : `${file}: laid out`);
    if (flaws.length) process.exitCode = 2;
}
