// The servo's rod with its link.
use <servo.scad>

servo_rod(0);
