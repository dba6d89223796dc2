// What holds everything: three bulkheads, two guide rods, two rails, and the bracket of the lever's pivot.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

edge = body_inner_radius_mm - fit_mm;

module frame_front() difference() {
    union() {
        oval_slice(frame_front_z_mm);
        sleeves(frame_front_z_mm[1] - 1, carriage_z(stop_longest_mm) - bridge_mm[1] - hard_stop_gap_mm);
    }
    rod(5, 0, 100);
    rods(fit_mm);
    contacts(fit_mm);
}

// Hard stops of the carriage: sleeves around the guide rods.
module sleeves(z0, z1) for (side = [-1, 1]) translate([guide_rod_x_mm, side * guide_rod_y_mm, 0]) rod(3.6, z0, z1);

// Four spring contacts and the switch's pin: they meet the cartridge's rear face.
module contacts(gap) for (a = [18 : 72 : 306]) rotate([0, 0, a]) translate([5.6, 0, 0])
    rod(1.2 + gap, cartridge_flange_z_mm[1] + fit_mm, frame_front_z_mm[1] + 1);

// The bulkhead follows the tapered shell.
module oval_slice(z) intersection() {
    oval_plate(edge, z);
    taper(0.2);
}

// The room inside the nose's taper, smaller by gap.
module taper(gap) hull() {
    rod(2 * (nose_radius_mm - wall_mm - gap), nose_z_mm, nose_z_mm + 0.1);
    oval_plate(body_inner_radius_mm - gap, [shoulder_z_mm, shoulder_z_mm + 0.1]);
}

module rods(gap) for (side = [-1, 1]) translate([guide_rod_x_mm, side * guide_rod_y_mm, 0])
    rod(guide_rod_mm + gap, frame_front_z_mm[0] + 0.5, frame_middle_z_mm[1]);

module guide_rods() rods(0);

module frame_rear() difference() {
    union() {
        oval_plate(edge, frame_middle_z_mm);
        oval_plate(edge, frame_rear_z_mm);
        for (side = [-1, 1]) rail(side);
        pivot_bracket();
        sleeves(carriage_z(stop_shortest_mm) + bridge_mm[1] + hard_stop_gap_mm, frame_middle_z_mm[0] + 1);
    }
    rods(fit_mm);
    servo_x = lever_pivot_x_mm + lever_servo_arm_mm;
    translate([servo_x, 0, 0]) rod(7, 70, 80);
    block([servo_x - 3, -4.2, 70], [servo_x + 3, 0, 80]);
    block([servo_x - 2.1, -2.05, 130], [servo_x + 2.1, 2.05, frame_rear_z_mm[1] - 0.05]);
    pot_x = lever_pivot_x_mm + lever_pot_arm_mm;
    block([pot_x - 3.5 - fit_mm, 4.8 - fit_mm, 70], [pot_x + 3.5 + fit_mm, 9.8 + fit_mm, 80]);
    block([pot_x - 2.3, 2.9, 70], [pot_x + 2.3, 5, 80]);
    block([-2, -3, 70], [4, 3, 80]);      // wires of motor and cartridge
    block([-30, -12.5, 130], [6.9, 12.5, 150]); // board
}

module rail(side) intersection() {
    oval_plate(edge, [frame_middle_z_mm[0], frame_rear_z_mm[1]]);
    block([8, side > 0 ? 12.4 : -16, 0], [14, side > 0 ? 16 : -12.4, 200]);
}

// Two cheeks beside the lever's eye, and the pin that it turns on.
module pivot_bracket() translate([lever_pivot_x_mm, 0, 0]) {
    for (side = [-1, 1]) hull() {
        translate([0, 0, lever_z_mm]) rod_y(4, side > 0 ? 3.6 : -6, side > 0 ? 6 : -3.6);
        block([-1, side > 0 ? 3.6 : -6, frame_middle_z_mm[0]], [4, side > 0 ? 6 : -3.6, frame_middle_z_mm[0] + 1]);
    }
    translate([0, 0, lever_z_mm]) rod_y(joint_pin_mm, -6, 6);
}

// Pushes the carriage inward: with it the stop's play lies on the shallow side.
module bias_springs(depth) for (side = [-1, 1]) translate([guide_rod_x_mm, side * guide_rod_y_mm, 0]) difference() {
    rod(4.6, frame_front_z_mm[1] + fit_mm, carriage_z(depth) - bridge_mm[1] - fit_mm);
    rod(3.8, 0, 100);
}

frame_rear();
