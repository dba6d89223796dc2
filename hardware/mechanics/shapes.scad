// Small shapes that the parts share.
include <parameters.scad>

// A rod along z from one height to another.
module rod(d, z0, z1) translate([0, 0, z0]) cylinder(d = d, h = z1 - z0, $fn = facets);

// A rod along y from one side to the other.
module rod_y(d, y0, y1) translate([0, y0, 0]) rotate([-90, 0, 0]) cylinder(d = d, h = y1 - y0, $fn = facets);

// A rod along x.
module rod_x(d, x0, x1) translate([x0, 0, 0]) rotate([0, 90, 0]) cylinder(d = d, h = x1 - x0, $fn = facets);

// A block between two corners.
module block(from, to) translate(from) cube(to - from);

// The body's oval in the x-y plane, its two circles of this radius.
module oval(radius)
    hull() for (side = [-1, 1])
        translate([body_centre_x_mm + side * body_offset_mm, 0]) circle(r = radius, $fn = 2 * facets);

module oval_plate(radius, z) translate([0, 0, z[0]]) linear_extrude(z[1] - z[0]) oval(radius);

// A slot across the pen (along x) for a pin along y.
module cross_slot(pin, play, half_travel, y0, y1)
    hull() for (side = [-1, 1]) translate([side * half_travel, 0, 0]) rod_y(pin + play, y0, y1);
