// Where things stand at a pose. Functions only.
include <parameters.scad>

function carriage_z(depth) = motor_axis_z_mm - depth;
function lever_deg(depth) = asin((depth - stop_middle_mm) / lever_stop_arm_mm);
function bar_z(depth, crank) = carriage_z(depth) - eccentricity_mm * cos(crank);
function tip_z(depth, crank) = min(plunger_rest_mm, bar_z(depth, crank) - bar_length_mm - plunger_length_mm);
// Every joint is a pin on the lever in a cross slot of a slider: each slider moves by arm x sin(angle), so the ratios never change.
function joint_z(depth, arm) = lever_z_mm - arm * sin(lever_deg(depth));
function servo_eye_z(depth) = joint_z(depth, lever_servo_arm_mm) + servo_link_mm;
function servo_extension(depth) = servo_zero_mm + depth * servo_ratio;
servo_rear_eye_z = servo_eye_z(0) + servo_closed_length_mm + servo_extension(0);

assert(abs(tip_z(0, 0)) < 1e-9, "tips are not flush at depth 0");
assert(abs(servo_eye_z(3) + servo_extension(3) - servo_eye_z(0) - servo_extension(0)) < 1e-9, "servo and lever disagree");
