// Cartridge: housing with bayonet lugs, plunger with needles, return spring. A design of this project.
include <../parameters.scad>
use <../motion.scad>
use <../shapes.scad>

module cartridge_housing() {
    difference() {
        union() {
            rod(cartridge_tube_mm, 0, cartridge_flange_z_mm[0] + 0.1);
            rod(cartridge_flange_mm, cartridge_flange_z_mm[0], cartridge_flange_z_mm[1]);
            block([-cartridge_flange_mm / 2 - cartridge_lug_mm, -1.5, 22], [cartridge_flange_mm / 2 + cartridge_lug_mm, 1.5, 24]);
        }
        rod(8, -1, 12.5);                       // room of the needle plate
        rod(4.2, 12, 20);                       // guide of the plunger
        rod(8, 19, cartridge_flange_z_mm[1] + 1); // room of spring and seal
    }
}

// The plunger with its tips at height z; needles are drawn thicker than they are, to be seen.
module plunger(z) {
    translate([0, 0, z]) {
        for (x = [-2.4 : 1.2 : 2.4], y = [-2.4 : 1.2 : 2.4])
            if (norm([x, y]) < 3) translate([x, y, 0]) cylinder(d1 = 0.1, d2 = 0.5, h = 5.1, $fn = 8);
        rod(7.6, 5, 8);
        rod(4, 7.9, plunger_length_mm - 2);
        rod(7, plunger_length_mm - 2.1, plunger_length_mm - 0.01); // the bar stands on it
    }
}

// Spring between the housing and the plunger's head, drawn as the tube that it fills.
module return_spring(z) difference() {
    rod(6.6, 20 + fit_mm, z + plunger_length_mm - 2.1 - fit_mm);
    rod(4.6, 19, 40);
}

cartridge_housing();
