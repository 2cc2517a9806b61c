// Boxes of the labels outside shapes: bpmn-js wraps a label at the width of its box, older versions at 90 px.

const LINE = 14;
const WRAP = 90;
const GAP = 4;
const OFF_THE_LINE = 8;
// Arial 11 px, a little too wide rather than too narrow; a Chinese character is as wide as it is high
const widthOf = (text) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 11 : c === ' ' ? 3.2 : 5.9), 0);

// twice as wide as most others: a word with two of them would break before its last letter
const extraWidthOf = (line) => 3 * [...line].filter((c) => 'mwMW'.includes(c)).length;

export function textSize(text) {
    const lines = [''];
    for (const word of text.split(' ')) {
        const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
        if (widthOf(longer) <= WRAP || !lines.at(-1)) lines[lines.length - 1] = longer;
        else lines.push(word);
    }
    return { width: Math.ceil(Math.max(...lines.map((line) => widthOf(line) + extraWidthOf(line)))) + 4, height: lines.length * LINE };
}

const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];

export function shapeLabel(box, text, place) {
    const size = textSize(text);
    const [x, y] = middle(box);
    const centred = x - size.width / 2;
    const level = y - size.height / 2;
    const above = box.y - GAP - size.height;
    const at = {
        above: [centred, above],
        below: [centred, box.y + box.height + GAP],
        left: [box.x - GAP - size.width, level],
        right: [box.x + box.width + GAP, level],
        'above-left': [x - GAP - size.width, above],
        'below-left': [x - 2 * GAP - size.width, box.y + box.height - GAP],
    }[place];
    if (!at) throw new Error(`'${place}' is no place for a label`);
    return { x: at[0], y: at[1], ...size };
}

// beside the beginning of the flow, where the reader leaves the gateway
export function flowLabel(points, text, segment = 0) {
    const size = textSize(text);
    const [[x, y], [toX, toY]] = points.slice(segment);
    if (y === toY) {
        return { x: toX > x ? x : x - size.width, y: y - OFF_THE_LINE - size.height, ...size };
    }
    return { x: x + OFF_THE_LINE, y: toY > y ? y : y - size.height, ...size };
}
