// What two pieces share at a pose: nothing, so that OpenSCAD ends with "Current top level object is empty".
// openscad -D depth=1.5 -D crank=90 [-D only=\"lever\"] [-D moving_only=true] -o shared.stl collisions.scad
include <pieces.scad>
use <parts/body.scad>

depth = 0;
crank = 0;
only = "";           // the pairs of one piece; all pairs without it
moving_only = false; // no pairs of two pieces that never move

// Where each piece stays along z in every pose, with some room; pairs that are apart need no intersection. The first ones move.
moving = 13;
spans = [
    ["plunger", -4, 33], ["return spring", 19, 33], ["needle bar", 20, 68], ["roller", 40, 56], ["eccentric", 38, 57],
    ["end springs", 36, 50], ["motor", 35, 60], ["carriage", 33, 73], ["bias springs", 32, 41], ["lever", 57, 74],
    ["servo rod", 50, 116], ["pot slider", 57, 83], ["trigger", 78, 90],
    ["cartridge", -1, 31], ["servo", 80, 142], ["potentiometer", 60, 87], ["guide rods", 29, 78], ["contacts", 29, 36],
    ["front bulkhead", 29, 37], ["rear frame", 57, 142], ["board", 84, 196], ["cell", 140, 194], ["tail cap", 190, 199],
    ["shell", 14, 196],
];
assert(len(spans) == len(piece_names) - 1, "a piece is missing here; the two halves of the shell are one");

module solid(name) if (name == "shell") shell_whole(); else piece(name, depth, crank);

for (a = [0 : len(spans) - 2], b = [a + 1 : len(spans) - 1])
    if ((only == "" || only == spans[a][0] || only == spans[b][0])
        && (!moving_only || a < moving)
        && spans[a][1] < spans[b][2] && spans[b][1] < spans[a][2])
        intersection() {
            solid(spans[a][0]);
            solid(spans[b][0]);
        }
