// What an auditor would stumble over: lines through shapes, crossing lines, labels on top of something.

const touches = (a, b, margin = 0) =>
    a.x < b.x + b.width - margin &&
    b.x < a.x + a.width - margin &&
    a.y < b.y + b.height - margin &&
    b.y < a.y + a.height - margin;

const segments = (points) =>
    points.slice(1).map(([toX, toY], i) => {
        const [x, y] = points[i];
        return { x: Math.min(x, toX), y: Math.min(y, toY), width: Math.abs(toX - x), height: Math.abs(toY - y) };
    });

const grown = ({ x, y, width, height }, by) => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

const hits = (line, box) => segments(line.points).some((segment) => touches(grown(segment, 0.5), box, 1));

// flows that split from one gateway or meet in one may share a stretch of their line
const related = (a, b) => a.source === b.source || a.target === b.target;

const cross = (a, b) =>
    segments(a.points).some((one) => segments(b.points).some((two) => touches(grown(one, 0.5), grown(two, 0.5))));

const pairs = (list) => list.flatMap((one, i) => list.slice(i + 1).map((two) => [one, two]));

export function findFlaws(boxes, lines, labels) {
    const flaws = [];
    const shapes = [...boxes];
    for (const line of lines) {
        for (const [id, box] of shapes) {
            if (id !== line.source && id !== line.target && hits(line, box)) flaws.push(`${line.id} runs through ${id}`);
        }
    }
    for (const [a, b] of pairs(lines)) {
        if (!related(a, b) && cross(a, b)) flaws.push(`${a.id} crosses ${b.id}`);
    }
    for (const label of labels) {
        for (const [id, box] of shapes) {
            if (touches(label.box, box, 1) && id !== label.id) flaws.push(`the label of ${label.id} lies on ${id}`);
        }
        for (const line of lines) if (hits(line, label.box)) flaws.push(`the label of ${label.id} lies on ${line.id}`);
    }
    for (const [a, b] of pairs(labels)) {
        if (touches(a.box, b.box)) flaws.push(`the labels of ${a.id} and ${b.id} overlap`);
    }
    return flaws;
}
