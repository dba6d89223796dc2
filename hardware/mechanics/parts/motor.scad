// The motor's envelope, with its encoder.
use <drive.scad>

motor(0);
