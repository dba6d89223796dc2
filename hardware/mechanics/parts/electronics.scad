// Envelopes of the controller board and the cell.
include <../parameters.scad>
use <../shapes.scad>

module board() translate([board_x_mm, 0, board_z_mm]) {
    half = board_width_mm / 2;
    block([0, -half, 0], [board_thickness_mm, half, board_length_mm]);
    block([-board_parts_mm[0], -half + 2, 8], [0, half - 2, board_length_mm - 8]);
    block([board_thickness_mm, -4.5, board_length_mm - 7], [board_thickness_mm + 3.2, 4.5, board_length_mm + 1]);
    block([board_thickness_mm, -half + 3, 8], [board_thickness_mm + board_parts_mm[1], half - 3, board_length_mm - 30]);
}

module cell() translate([lever_pivot_x_mm + lever_servo_arm_mm, 0, 0])
    rod(cell_diameter_mm, cell_z_mm, cell_z_mm + cell_length_mm);

board();
