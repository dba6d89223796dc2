// The lever of the stop: eye on the pivot, three pins on one straight line through it.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

module lever(depth) translate([lever_pivot_x_mm, 0, lever_z_mm]) rotate([0, lever_deg(depth), 0]) {
    half = lever_thickness_mm / 2;
    difference() {
        union() {
            hull() {
                rod_y(5, -half, half);
                translate([lever_pot_arm_mm, 0, 0]) rod_y(3.4, -half, half);
            }
            rod_y(5, -3.5, 3.5);
        }
        rod_y(joint_pin_mm + pivot_play_mm, -5, 5);
    }
    translate([lever_stop_arm_mm, 0, 0]) rod_y(joint_pin_mm, -3.6, 3.6);
    translate([lever_servo_arm_mm, 0, 0]) rod_y(joint_pin_mm, -3.9, 0);
    translate([lever_pot_arm_mm, 0, 0]) rod_y(pot_pin_mm, 0, 4.5);
}

lever(0);
