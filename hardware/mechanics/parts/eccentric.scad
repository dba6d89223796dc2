// Disc, crank pin and roller.
use <drive.scad>

eccentric(0, 0);
roller(0, 0);
