// What turns and what it pushes: motor, disc with crank pin and roller, needle bar with its yoke, end spring.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

module motor(depth) translate([0, 0, carriage_z(depth)])
    rod_x(motor_diameter_mm, motor_from_axis_mm, motor_from_axis_mm + motor_length_mm + encoder_length_mm);

// Shaft, disc and pin are one part of steel in the drawing; the roller stands on the pin.
module eccentric(depth, crank) translate([0, 0, carriage_z(depth)]) rotate([-crank, 0, 0]) {
    rod_x(motor_shaft_diameter_mm, disc_from_axis_mm + 1, motor_from_axis_mm - fit_mm);
    rod_x(disc_diameter_mm, disc_from_axis_mm, disc_from_axis_mm + disc_thickness_mm);
    translate([0, 0, -eccentricity_mm])
        rod_x(crank_pin_diameter_mm, -roller_width_mm / 2, disc_from_axis_mm + 1);
}

module roller(depth, crank) translate([0, 0, carriage_z(depth)]) rotate([-crank, 0, 0])
    translate([0, 0, -eccentricity_mm]) difference() {
        rod_x(roller_diameter_mm, -roller_width_mm / 2, roller_width_mm / 2);
        rod_x(crank_pin_diameter_mm + fit_mm, -2, 2);
    }

// The yoke's slot lies across the pen: the roller pushes the bar along z and runs free along y.
module needle_bar(depth, crank) translate([0, 0, bar_z(depth, crank)]) difference() {
    half_slot = (roller_diameter_mm + roller_slot_play_mm) / 2;
    union() {
        block([-1.5, -6.5, -yoke_half_mm], [1.5, 6.5, yoke_half_mm]);
        rod(bar_diameter_mm, -bar_length_mm, -yoke_half_mm + 0.1);
        rod(bar_diameter_mm, yoke_half_mm - 0.1, bar_tail_mm);
    }
    block([-1.1, -eccentricity_mm - half_slot - 0.4, -half_slot], [2, eccentricity_mm + half_slot + 0.4, half_slot]);
}

// Two springs between carriage and yoke; they touch the yoke only over the last end_spring_reach_mm of the stroke.
module end_springs(depth, crank) {
    seat = carriage_z(depth) - bridge_mm[0];
    yoke = bar_z(depth, crank) - yoke_half_mm;
    free = bridge_mm[0] - yoke_half_mm - eccentricity_mm + end_spring_reach_mm;
    for (side = [-1, 1]) translate([0, side * end_spring_y_mm, 0]) difference() {
        rod(end_spring_diameter_mm, seat + fit_mm, min(yoke - fit_mm, seat + free));
        rod(end_spring_diameter_mm - 1, seat - 1, yoke + 1);
    }
}

needle_bar(0, 0);
