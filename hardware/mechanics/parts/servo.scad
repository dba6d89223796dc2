// Linear servo as an envelope (Actuonix L12 class, dimensions unverified) and the link from its rod to the lever.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

servo_x = lever_pivot_x_mm + lever_servo_arm_mm;
rear_eye_z = servo_eye_z(0) + servo_closed_length_mm + servo_extension(0);

module servo_body() translate([servo_x, 0, 0]) difference() {
    union() {
        block([-servo_width_mm / 2, -servo_height_mm / 2, rear_eye_z - 51], [servo_width_mm / 2, servo_height_mm / 2, rear_eye_z - 5]);
        hull() {
            block([-2, -2, rear_eye_z - 5.1], [2, 2, rear_eye_z - 4]);
            translate([0, 0, rear_eye_z]) rod_y(4, -2, 2);
        }
    }
    rod(5.4, rear_eye_z - 60, rear_eye_z - 20);
    translate([0, 0, rear_eye_z]) rod_y(2.1, -5, 5);
}

module servo_rod(depth) translate([servo_x, 0, servo_eye_z(depth)]) {
    rod(5, -2, servo_closed_length_mm - 25 - servo_stroke_mm);
    difference() {
        hull() {
            block([-2.2, -3.8, -servo_link_mm - 2.2], [2.2, -1.7, -1]);
            block([-2, -3.8, -2], [2, -1.7, 0]);
        }
        translate([0, 0, -servo_link_mm]) cross_slot(joint_pin_mm, fit_mm, 0.5, -5, 0);
    }
}

servo_body();
