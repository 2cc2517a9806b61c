// Way points of a flow from its route: "<side> [x<n>|y<n> ...] <side>", for example "right x1250 y300 x40 left":
// leave on the right, go to x 1250, then to y 300, then to x 40, arrive on the left. Turns are always square.

const port = { left: [0, 0.5], right: [1, 0.5], top: [0.5, 0], bottom: [0.5, 1] };

function portOf(box, side) {
    if (!port[side]) throw new Error(`'${side}' is no side; allowed are left, right, top, bottom`);
    const [right, down] = port[side];
    return [box.x + box.width * right, box.y + box.height * down];
}

export function wayPoints(source, target, route = 'right left') {
    const words = route.split(' ');
    const points = [portOf(source, words[0])];
    for (const word of words.slice(1, -1)) {
        const [x, y] = points.at(-1);
        const at = Number(word.slice(1));
        points.push(word[0] === 'x' ? [at, y] : [x, at]);
    }
    const arrival = words.at(-1);
    const end = portOf(target, arrival);
    const [x, y] = points.at(-1);
    if (x !== end[0] && y !== end[1]) {
        points.push(arrival === 'left' || arrival === 'right' ? [x, end[1]] : [end[0], y]);
    }
    points.push(end);
    return points.filter(([px, py], i) => i === 0 || px !== points[i - 1][0] || py !== points[i - 1][1]);
}
