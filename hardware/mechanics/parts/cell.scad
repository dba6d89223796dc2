// The cell.
use <electronics.scad>

cell();
