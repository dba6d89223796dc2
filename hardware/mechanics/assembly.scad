// The whole pen: openscad -D view=\"section\" assembly.scad, or view "outside", "exploded", "stop".
// On the screen the needles point to the left and the motor's side is up.
include <pieces.scad>

view = "section";
depth = 1.5;
crank = 0;

palette = [
    ["cartridge", "white"], ["plunger", "crimson"], ["return spring", "orange"], ["needle bar", "tomato"], ["roller", "black"],
    ["eccentric", "lightgray"], ["end springs", "orange"], ["motor", "cadetblue"], ["carriage", "gold"], ["bias springs", "orange"],
    ["lever", "dodgerblue"], ["servo", "dimgray"], ["servo rod", "lightgray"], ["potentiometer", "seagreen"],
    ["pot slider", "limegreen"], ["guide rods", "silver"], ["contacts", "goldenrod"], ["front bulkhead", "tan"],
    ["rear frame", "tan"], ["board", "darkgreen"], ["cell", "mediumpurple"], ["trigger", "crimson"], ["tail cap", "lightsteelblue"],
    ["shell over", "lightsteelblue"], ["shell under", "lightsteelblue"],
];
function colour(name) = palette[search([name], palette)[0]][1];

// From the pen's axes to the screen's: z to the right, x up, y towards the eye.
module on_screen() multmatrix([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]]) children();

module label(words, x, y, to = undef, size = 4) color("black") translate([0, 0, 40]) {
    translate([x, y]) linear_extrude(0.2) text(words, size = size, halign = "center", valign = "center", font = "DejaVu Sans");
    if (to != undef) translate([0, 0, -0.2]) linear_extrude(0.2) hull() {
        translate([x, y + (to[1] > y ? 1 : -1) * size * 0.8]) circle(r = 0.22);
        translate(to) circle(r = 0.22);
    }
}

// A piece without what stands in front of the plane through the needles' axis.
module cut_piece(name) color(colour(name)) render(convexity = 6) difference() {
    piece(name, depth, crank);
    translate([-50, 0.02, -20]) cube([120, 60, 260]);
}

module shown(names) for (name = names) color(colour(name)) piece(name, depth, crank);

whole_in_section = [
    "plunger", "roller", "eccentric", "motor", "lever", "servo", "servo rod", "pot slider", "potentiometer", "board", "cell",
    "trigger",
];
cut_in_section = [
    "cartridge", "return spring", "needle bar", "end springs", "carriage", "front bulkhead", "rear frame", "tail cap",
    "shell under", "guide rods", "bias springs", "contacts",
];

module section_pieces() on_screen() {
    shown(whole_in_section);
    for (name = cut_in_section) cut_piece(name);
}

module section_labels() {
    label("cartridge", 8, 24, [12, 5]);
    label("needle bar", 20, 36, [31, 0.5]);
    label("eccentric disc", 36, 46, [45, 4]);
    label("motor 1717", 57, 37, [52, 22]);
    label("lever", 84, 46, [66, 8]);
    label("potentiometer", 98, 37, [80, 20]);
    label("linear servo", 118, 46, [112, 18]);
    label("cell 600 mAh", 168, 38, [168, 20]);
    label("bayonet", 12, -16, [23, -8]);
    label("yoke and roller", 32, -25, [47, -0.5]);
    label("carriage: motor and yoke move together", 52, -34, [39.5, -1]);
    label("pivot", 64, -20, [65.3, -5]);
    label("trigger", 92, -24, [84, -12]);
    label("controller board", 140, -22, [140, 0]);
    label("USB-C", 186, -22, [192, 2]);
}

module outside() on_screen() shown(["shell over", "shell under", "tail cap", "cartridge", "plunger", "trigger"]);

// How far each piece is pulled out, in pen axes.
function pulled(name) =
    name == "shell over" ? [62, 0, 30] : name == "shell under" ? [-62, 0, 30]
    : name == "tail cap" ? [0, 0, 92] : name == "cartridge" ? [0, 0, -44] : name == "plunger" ? [0, 0, -80]
    : name == "return spring" ? [0, 0, -30] : name == "contacts" ? [0, 0, -14] : name == "front bulkhead" ? [0, 0, -6]
    : name == "guide rods" ? [-36, 0, 14] : name == "bias springs" ? [-36, 0, 4]
    : name == "needle bar" ? [-16, 0, 14] : name == "end springs" ? [-16, 0, 4] : name == "roller" ? [0, 0, 14]
    : name == "eccentric" ? [6, 0, 14] : name == "motor" ? [16, 0, 14] : name == "carriage" ? [0, 0, 40]
    : name == "lever" ? [-4, 0, 56] : name == "rear frame" ? [0, 0, 66] : name == "servo" ? [34, 0, 76]
    : name == "servo rod" ? [34, 0, 62] : name == "potentiometer" ? [34, 0, 40] : name == "pot slider" ? [24, 0, 34]
    : name == "board" ? [-30, 0, 66] : name == "cell" ? [0, 0, 84] : name == "trigger" ? [-34, 0, 20] : [0, 0, 0];

module exploded() on_screen() for (name = piece_names)
    translate(pulled(name)) color(colour(name)) piece(name, depth, crank);

// Standing square to the camera of the exploded view (see render).
module exploded_labels() {
    far("plunger, needles", -58, -14);
    far("cartridge", -30, -17);
    far("contacts", 14, -16);
    far("return spring", -2, 11);
    far("needle bar with yoke", 34, -28);
    far("guide rods, bias springs", 38, -50);
    far("roller", 48, -6);
    far("disc", 74, 8);
    far("motor", 66, 46);
    far("carriage", 96, 26);
    far("lever", 121, 26);
    far("potentiometer, slider", 115, 62);
    far("linear servo, rod", 190, 70);
    far("frame", 172, 32);
    far("controller board", 222, -48);
    far("cell", 250, 34);
    far("tail cap", 284, 40);
    far("shells", 150, 112);
    far("trigger", 106, -60);
}

module far(words, x, y) color("black") translate([x, y, 0]) rotate([40, 0, -12]) translate([0, 0, 90])
    linear_extrude(0.2) text(words, size = 4.6, halign = "center", valign = "center", font = "DejaVu Sans");

// The front, large: what the stop moves, with the rim as the line to measure from.
module stop_view() {
    on_screen() {
        shown(["plunger", "roller", "motor", "lever", "servo rod", "servo", "pot slider", "potentiometer", "eccentric"]);
        for (name = [
            "cartridge", "carriage", "needle bar", "front bulkhead", "shell under", "rear frame", "guide rods", "bias springs",
        ]) cut_piece(name);
    }
    for (at = [0, -depth]) color(at == 0 ? "black" : "red") translate([at - 0.07, -21, 40]) cube([0.14, 34, 0.2]);
    label("rim", 1, 15, undef, 2.6);
    label(str("tips ", depth, " mm out"), -3, -23, undef, 2.6);
    label(str("Stop at ", depth, " mm, eccentric at its outermost"), 40, 36, undef, 3.4);
    label("carriage", 39, -19, [39.8, -1], 2.6);
    label(str("lever ", round(lever_deg(depth) * 10) / 10, "° (arms 10, 20, 22 mm)"), 66, -24, [65, -3], 2.6);
    label(str("servo ", servo_zero_pulse_us + depth * pulse_us_per_mm, " µs"), 100, 30.5, [95, 17], 2.6);
    label(str("potentiometer ", round(pot_zero_counts + depth * counts_per_mm), " counts"), 62, 30.5, [72, 18], 2.6);
}

if (view == "section") {
    section_pieces();
    section_labels();
}
if (view == "outside") outside();
if (view == "exploded") {
    exploded();
    exploded_labels();
}
if (view == "stop") stop_view();
