// The other half of the body.
use <body.scad>

shell_half(-1);
