// All lengths of the pen, in one place. Lengths in mm, angles in degrees, forces in N unless a name says otherwise.
// "choice" = decided here. "brief" = the project's binding values. "unverified" = from memory, the data sheet was not read.
// Axes: z along the needles, 0 at the cartridge's rim, growing into the pen; x along the motor's shaft; needles at x = y = 0.

// Pose, given to each part: depth = position of the stop in mm, 0 where the tips are flush with the rim at the outermost dead
// centre; crank = angle of the eccentric in degrees, 0 at the outermost dead centre, 180 at the innermost.

// --- Ranges ---------------------------------------------------------------------------------------------------------------
depth_least_mm = 0;        // LIM-1 (docs/safety/requirements.json)
depth_most_mm = 3.0;       // LIM-1
stop_shortest_mm = -0.4;   // hard stop inside the rim (simulator DepthStop.ShortestMm)
stop_longest_mm = 3.4;     // hard stop outside (simulator DepthStop.LongestMm)
stop_middle_mm = (stop_shortest_mm + stop_longest_mm) / 2; // the lever stands square here
hard_stop_gap_mm = 0.02;   // choice: the carriage meets the frame's sleeves this far beyond both ends

// --- Eccentric ------------------------------------------------------------------------------------------------------------
eccentricity_mm = 1.75;    // choice: stroke 3.5, so that the tips are 0.1 inside the rim even at the longest stop
stroke_mm = 2 * eccentricity_mm;
disc_diameter_mm = 12;     // docs/decisions/0006
disc_thickness_mm = 4.5;   // docs/decisions/0006
disc_density_kg_m3 = 7850; // steel
disc_inertia_kg_m2 = disc_density_kg_m3 * PI * pow(disc_diameter_mm / 2000, 4) * disc_thickness_mm / 1000 / 2;
crank_pin_diameter_mm = 2; // choice
roller_diameter_mm = 5;    // ball bearing 2 x 5 x 2 (MR52 class), so that the yoke does not rub
roller_width_mm = 2;
roller_slot_play_mm = 0.02;// choice: clearance of the roller in the yoke's slot

// --- Motor ----------------------------------------------------------------------------------------------------------------
motor_diameter_mm = 17;    // Faulhaber 1717 (brief)
motor_length_mm = 17;      // brief
encoder_length_mm = 1.4;   // encoder built into the motor's rear (IE2-64 class; unverified)
encoder_lines = 64;        // behaviour, "What is in the hand"
encoder_edges_per_stroke = 2 * encoder_lines; // one revolution is one stroke
motor_shaft_diameter_mm = 1.5; // unverified
disc_from_axis_mm = 1.6;   // choice: front face of the disc from the needles' axis
motor_from_axis_mm = 7.0;  // choice: front face of the motor from the needles' axis
motor_axis_z_mm = 48.75;   // choice: z of the motor's shaft at depth 0

// --- Needle bar -----------------------------------------------------------------------------------------------------------
bar_diameter_mm = 3;       // choice
bar_length_mm = 20;        // from the yoke's middle to the face that pushes the cartridge's plunger
bar_tail_mm = 12;          // from the yoke's middle to its other end
yoke_half_mm = 4;          // half height and a little less than half width of the yoke
bar_mass_g = 0.8;          // choice: aluminium bar, yoke of PEEK
bar_guide_play_mm = 0.02;  // choice
end_spring_n = 1.5;        // choice: force of the pen's two end springs together at the outermost dead centre
end_spring_reach_mm = 0.8; // choice: they act over the last part of the stroke only
end_spring_y_mm = 4.8;     // choice: under the yoke's ears, clear of the disc
end_spring_diameter_mm = 2.8;

// --- Cartridge (a design of this project: no data of a real one were found) ----------------------------------------------------
cartridge_tube_mm = 11;    // outer diameter of the nose tube
cartridge_flange_mm = 15;  // outer diameter of the flange
cartridge_flange_z_mm = [20, 30];
cartridge_lug_mm = 1.2;    // how far the two bayonet lugs stand out
plunger_length_mm = 27;    // from the tips to the face that the bar pushes
plunger_mass_g = 0.4;      // choice: with 36 needles
plunger_rest_mm = 4.2;     // tips this far inside the rim when nothing pushes
return_spring_rest_n = 0.27;     // choice: force at that rest
return_spring_n_per_mm = 0.09;   // choice
seal_friction_nm = 0.15e-3;      // brief; simulator Motor.CartridgeFriction

// --- Depth stop -----------------------------------------------------------------------------------------------------------
lever_stop_arm_mm = 10;    // brief
lever_servo_arm_mm = 20;   // brief
lever_pot_arm_mm = 22;     // brief
lever_pivot_x_mm = -5;     // choice
stop_joint_mm = 18;        // choice: joint of the stop above the motor's shaft
lever_z_mm = motor_axis_z_mm - stop_middle_mm + stop_joint_mm; // the joints stand on this line when the lever is square
lever_thickness_mm = 3;    // choice
joint_pin_mm = 2;          // choice: pins of stop and servo
pot_pin_mm = 1.5;          // choice
servo_stroke_mm = 10;      // brief (Actuonix L12-10-50-6-R class)
servo_pulse_least_us = 1000; // brief
servo_pulse_most_us = 2000;  // brief
servo_zero_pulse_us = 1150;  // brief: depth 0
servo_speed_mm_s = 25;     // without load; unverified
servo_peak_force_n = 17;   // at servo_peak_speed; unverified
servo_peak_speed_mm_s = 14;  // unverified
servo_closed_length_mm = 62; // eye to eye; unverified
servo_width_mm = 15;       // along x; unverified
servo_height_mm = 18;      // along y; unverified
servo_backlash_mm = 0.1;   // unverified; on the servo's side of the potentiometer
pot_travel_mm = 10;        // brief
pot_counts = 4095;         // 12 bits over the travel
pot_zero_counts = 600;     // brief: depth 0
bias_spring_n = 3;         // choice: pushes the carriage inward (shallower) at depth 0
bias_spring_n_per_mm = 0.5;  // choice
carriage_friction_n = 1;   // assumed

// --- What follows from the lever --------------------------------------------------------------------------------------------
servo_ratio = lever_servo_arm_mm / lever_stop_arm_mm;
pot_ratio = lever_pot_arm_mm / lever_stop_arm_mm;
pulse_us_per_mm = (servo_pulse_most_us - servo_pulse_least_us) / servo_stroke_mm * servo_ratio;
counts_per_mm = pot_counts / pot_travel_mm * pot_ratio;
servo_zero_mm = (servo_zero_pulse_us - servo_pulse_least_us) / (servo_pulse_most_us - servo_pulse_least_us) * servo_stroke_mm;
pot_zero_mm = pot_zero_counts / pot_counts * pot_travel_mm;
stop_load_n = bias_spring_n + bias_spring_n_per_mm * stop_longest_mm + carriage_friction_n;
stop_speed_mm_s =
    (servo_speed_mm_s - (servo_speed_mm_s - servo_peak_speed_mm_s) / servo_peak_force_n * stop_load_n / servo_ratio) / servo_ratio;

// --- Play between potentiometer and carriage, seen at the stop; the budget in kinematics.md is made of these --------------------
stop_joint_play_mm = 0.020;
pivot_play_mm = 0.020;
pot_joint_play_mm = 0.020;
pot_slider_play_mm = 0.022;
carriage_tilt_play_mm = 0.010;
pivot_share = 1 - lever_stop_arm_mm / lever_pot_arm_mm;
play_mm = stop_joint_play_mm + pivot_play_mm * pivot_share + (pot_joint_play_mm + pot_slider_play_mm) / pot_ratio
    + carriage_tilt_play_mm;

// --- Carriage and frame -----------------------------------------------------------------------------------------------------
guide_rod_mm = 2.5;        // choice: two steel rods along z
guide_rod_y_mm = 11.2;     // choice
guide_rod_x_mm = 5;        // choice: in line with the joint of the stop
guide_play_mm = 0.02;      // choice
carriage_half_mm = 9.5;    // choice: half length along z
bridge_mm = [7, 10];       // choice: the bar's two guides, from the motor's axis
frame_front_z_mm = [30.5, 33];
frame_middle_z_mm = [73, 76];
frame_rear_z_mm = [136, 140];
servo_link_mm = 6;         // choice: from the lever's pin to the eye of the servo's rod

// --- Body -------------------------------------------------------------------------------------------------------------------
body_centre_x_mm = 9.5;    // choice: the motor lies to one side of the needles
body_offset_mm = 4.4;      // choice: half the distance of the two circles that make the oval
body_inner_radius_mm = 15.4; // choice
wall_mm = 1.6;             // choice
nose_radius_mm = 11.5;     // choice: where fingers begin
nose_z_mm = 15;
shoulder_z_mm = 37;        // here the oval is reached
grip_z_mm = 24;            // where the fingers hold
body_end_z_mm = 194;
cap_mm = 3;                // wall of the tail cap
trigger_z_mm = 84;
trigger_mm = 8;

// --- Electronics ------------------------------------------------------------------------------------------------------------
board_width_mm = 24;       // the placement in hardware/controller
board_length_mm = 106.8;  // the placement in hardware/controller
board_thickness_mm = 1.6;  // brief
board_x_mm = -0.5;         // choice
board_z_mm = 86.2;           // choice: so that its USB socket reaches the tail
board_parts_mm = [2.5, 4.5]; // choice: highest part on either side
cell_diameter_mm = 14.2;   // 14500 class, 600 mAh (brief names the capacity only)
cell_length_mm = 50;
cell_z_mm = 142;           // choice

// --- Making -----------------------------------------------------------------------------------------------------------------
fit_mm = 0.05;             // choice: gap between parts that do not move against each other
facets = 32;               // sides of every round
