// The potentiometer's slider with its tab.
use <potentiometer.scad>

pot_slider(0);
