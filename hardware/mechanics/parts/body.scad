// The shells: nose with the bayonet, two halves of the body, tail cap.
include <../parameters.scad>
use <frame.scad>
use <../shapes.scad>

module body_outside() union() {
    hull() {
        rod(2 * nose_radius_mm, nose_z_mm, nose_z_mm + 0.1);
        oval_plate(body_inner_radius_mm + wall_mm, [shoulder_z_mm, shoulder_z_mm + 0.1]);
    }
    oval_plate(body_inner_radius_mm + wall_mm, [shoulder_z_mm, body_end_z_mm]);
}

module shell_whole() difference() {
    body_outside();
    difference() {
        taper(0);
        rod(40, 0, 30.4);
    }
    oval_plate(body_inner_radius_mm, [shoulder_z_mm, body_end_z_mm + 1]);
    bayonet();
    trigger_hole();
}

// Room of the cartridge: straight in, then a turn of 40 degrees under the ledge.
module bayonet() {
    rod(cartridge_tube_mm + 0.4, 0, 40);
    rod(cartridge_flange_mm + 0.2, cartridge_flange_z_mm[0] - 10, 31);
    lug = cartridge_flange_mm / 2 + cartridge_lug_mm + 0.15;
    for (turn = [0, 180]) rotate([0, 0, turn]) {
        rotate([0, 0, 40]) block([0, -1.6, 0], [lug, 1.6, 24.1]);
        for (a = [0 : 10 : 40]) rotate([0, 0, a]) block([0, -1.6, 21.9], [lug, 1.6, 24.1]);
    }
}

module trigger_hole() translate([0, 0, trigger_z_mm]) rod_x(trigger_mm + 0.4, -20, 0);

// Half of the body on one side of the plane y = 0.
module shell_half(side) intersection() {
    shell_whole();
    block([-30, side > 0 ? 0.01 : -30, 0], [60, side > 0 ? 30 : -0.01, 250]);
}

module tail_cap() difference() {
    union() {
        oval_plate(body_inner_radius_mm + wall_mm, [body_end_z_mm + fit_mm, body_end_z_mm + cap_mm]);
        difference() {
            oval_plate(body_inner_radius_mm - fit_mm, [body_end_z_mm - 2, body_end_z_mm + cap_mm]);
            oval_plate(body_inner_radius_mm - wall_mm, [body_end_z_mm - 3, body_end_z_mm + fit_mm]);
        }
    }
    block([0.9, -5, body_end_z_mm - 5], [4.9, 5, body_end_z_mm + 5]); // USB-C
    for (side = [-1, 1]) translate([15, side * 5, 0]) rod(2.5, body_end_z_mm - 5, body_end_z_mm + 9); // dock contacts
}

module trigger_button() translate([0, 0, trigger_z_mm]) rod_x(trigger_mm, -14, -6);

shell_half(1);
