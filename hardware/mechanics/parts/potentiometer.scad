// Slide potentiometer, 10 mm travel, and the tab that takes its slider to the lever.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

pot_x = lever_pivot_x_mm + lever_pot_arm_mm;
tab_mm = 9.75;

module pot_body() difference() {
    block([pot_x - 3.5, 4.8, lever_z_mm + tab_mm - 10], [pot_x + 3.5, 9.8, lever_z_mm + tab_mm + 10]);
    block([pot_x - 1, 4, lever_z_mm + tab_mm - 7], [pot_x + 1, 6.5, lever_z_mm + tab_mm + 7]);
}

module pot_slider(depth) translate([pot_x, 0, joint_z(depth, lever_pot_arm_mm)]) difference() {
    union() {
        block([-2, 3.2, -2], [2, 4.6, tab_mm + 1.5]);
        block([-0.9, 4.5, tab_mm - 1.5], [0.9, 6.3, tab_mm + 1.5]);
    }
    cross_slot(pot_pin_mm, pot_joint_play_mm, 0.6, 0, 5);
}

pot_body();
