// The carriage holds the motor and guides the needle bar; it slides on two rods. Where it stands is the position of the stop.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

module carriage(depth) translate([0, 0, carriage_z(depth)]) difference() {
    union() {
        rod_x(motor_diameter_mm + 1.8, motor_from_axis_mm + 1, motor_from_axis_mm + motor_length_mm - 1);
        for (side = [-1, 1]) {
            cheek(side);
            bridge(side);
        }
        fork();
    }
    rod_x(motor_diameter_mm + 2 * fit_mm, -20, 30);
    rod_x(disc_diameter_mm + 1.6, -3, motor_from_axis_mm + 2);
    rod(bar_diameter_mm + bar_guide_play_mm, -20, 20);
    for (side = [-1, 1]) translate([guide_rod_x_mm, side * guide_rod_y_mm, 0])
        rod(guide_rod_mm + guide_play_mm, -20, 20);
    translate([guide_rod_x_mm, 0, stop_joint_mm]) cross_slot(joint_pin_mm, stop_joint_play_mm, 0.6, -5, 5);
    block([guide_rod_x_mm - 5, -1.7, bridge_mm[1] + 1], [guide_rod_x_mm + 5, 1.7, 25]);
}

module cheek(side) hull() {
    block([2.5, side > 0 ? 8.7 : -13.4, -carriage_half_mm], [11, side > 0 ? 13.4 : -8.7, carriage_half_mm]);
    block([11, side > 0 ? 8.7 : -9.4, -7], [20, side > 0 ? 9.4 : -8.7, 7]);
}

module bridge(end) {
    z = end < 0 ? [-bridge_mm[1], -bridge_mm[0]] : bridge_mm;
    hull() {
        block([-3, -4, z[0]], [3, 4, z[1]]);
        block([2.5, -13.4, z[0]], [7.9, 13.4, z[1]]);
    }
}

module fork() block([guide_rod_x_mm - 2.6, -3.6, bridge_mm[0]], [guide_rod_x_mm + 2.6, 3.6, stop_joint_mm + 2.2]);

carriage(0);
