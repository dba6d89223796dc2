// The cartridge's plunger with its needles, at rest.
include <../parameters.scad>
use <cartridge.scad>

plunger(plunger_rest_mm);
