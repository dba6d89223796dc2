using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Records.Reports.Figures;

/// <summary>The shape of an area in the figure, and where its label stands.</summary>
/// <param name="Area">Which.</param>
/// <param name="Path">Outline; left and right belong to one area.</param>
/// <param name="FromX">Where the line to the label begins.</param>
/// <param name="FromY">Likewise.</param>
/// <param name="LabelY">Height of the label.</param>
/// <param name="OnRight">Whether it stands on the right of the figure.</param>
internal sealed record BodyShape(TreatmentArea Area, string Path, double FromX, double FromY, double LabelY, bool OnRight);

/// <summary>A face and a body from the front, in units of a square of 400 each; the body's begin at 400.</summary>
internal static class BodyShapes
{
    public const string HeadOutline =
        "M200 24 C150 24 120 62 121 122 C121 168 127 205 141 234 C155 262 178 288 200 288 C222 288 245 262 259 234 C273 205 279 168 279 122 C280 62 250 24 200 24 Z";

    public const string Hair =
        "M121 146 C108 92 120 14 200 12 C280 14 292 92 279 146 C274 118 266 96 252 80 C235 66 215 61 200 61 C185 61 165 66 148 80 C134 96 126 118 121 146 Z";

    public const string NeckAndShoulders =
        "M160 260 C163 282 162 306 156 322 C138 338 100 346 72 366 M240 260 C237 282 238 306 244 322 C262 338 300 346 328 366";

    public const string Ears =
        "M122 134 C110 126 107 144 111 160 C114 174 121 180 127 174 M278 134 C290 126 293 144 289 160 C286 174 279 180 273 174";

    public const string Brows = "M142 119 C152 110 172 110 184 117 M258 119 C248 110 228 110 216 117";

    public const string Eyes =
        "M149 139 C156 129 176 129 183 140 C174 147 157 147 149 139 Z M251 139 C244 129 224 129 217 140 C226 147 243 147 251 139 Z";

    public const string Mouth =
        "M171 219 C182 214 192 211 200 214 C208 211 218 214 229 219 C218 233 182 233 171 219 Z M171 219 C188 222 212 222 229 219";

    public const string BodyOutline =
        "M591 56 L591 68 C582 78 566 82 552 88 C543 93 540 102 538 114 C534 142 527 168 519 200 C515 214 513 226 515 236 C518 242 525 242 529 236 C535 228 537 216 538 206 C546 178 553 150 557 122 C561 140 566 154 564 170 C561 186 556 200 554 218 C551 250 556 288 562 314 C558 342 563 370 568 394 C568 402 558 410 562 415 L582 415 C587 410 586 400 585 394 C589 366 592 340 590 314 C594 288 598 262 600 226 C602 262 606 288 610 314 C608 340 611 366 615 394 C614 400 613 410 618 415 L638 415 C642 410 632 402 632 394 C637 370 642 342 638 314 C644 288 649 250 646 218 C644 200 639 186 636 170 C634 154 639 140 643 122 C647 150 654 178 662 206 C663 216 665 228 671 236 C675 242 682 242 685 236 C687 226 685 214 681 200 C673 168 666 142 662 114 C660 102 657 93 648 88 C634 82 618 78 609 68 L609 56";

    public const string BodyHead =
        "M600 10 C587 10 581 20 582 34 C583 48 590 60 600 60 C610 60 617 48 618 34 C619 20 613 10 600 10 Z";

    public const string BodyHair =
        "M581 36 C577 14 588 6 600 6 C612 6 623 14 619 36 C616 24 610 19 600 19 C590 19 584 24 581 36 Z";

    /// <summary>All areas, in the order of the pen's list.</summary>
    public static IReadOnlyList<BodyShape> All { get; } =
    [
        new(TreatmentArea.Scalp, Hair, 245, 40, 36, true),
        new(
            TreatmentArea.Forehead,
            "M149 83 C166 69 186 64 200 64 C214 64 234 69 251 83 C259 92 264 102 268 112 C250 102 230 104 214 113 C206 117 194 117 186 113 C170 104 150 102 132 112 C136 102 141 92 149 83 Z",
            165,
            88,
            70,
            false
        ),
        new(
            TreatmentArea.Periorbital,
            "M138 138 C138 118 186 116 189 134 C192 158 140 162 138 138 Z M262 138 C262 118 214 116 211 134 C208 158 260 162 262 138 Z",
            248,
            148,
            112,
            true
        ),
        new(
            TreatmentArea.Nose,
            "M193 122 L207 122 C208 148 213 166 220 180 C223 192 211 196 200 196 C189 196 177 192 180 180 C187 166 192 148 193 122 Z",
            211,
            182,
            168,
            true
        ),
        new(
            TreatmentArea.Cheek,
            "M127 152 C142 164 168 164 186 152 C184 166 174 178 173 190 C172 200 164 206 160 218 C157 228 153 236 147 241 C134 216 127 186 127 152 Z M273 152 C258 164 232 164 214 152 C216 166 226 178 227 190 C228 200 236 206 240 218 C243 228 247 236 253 241 C266 216 273 186 273 152 Z",
            148,
            190,
            160,
            false
        ),
        new(
            TreatmentArea.UpperLip,
            "M179 199 C191 202 209 202 221 199 C226 204 231 209 234 215 C220 209 210 206 200 210 C190 206 180 209 166 215 C169 209 174 204 179 199 Z",
            172,
            208,
            226,
            false
        ),
        new(
            TreatmentArea.Chin,
            "M166 237 C178 241 222 241 234 237 C240 243 244 248 243 254 C231 274 215 286 200 286 C185 286 169 274 157 254 C156 248 160 243 166 237 Z",
            225,
            258,
            236,
            true
        ),
        new(
            TreatmentArea.Neck,
            "M163 267 C174 281 187 291 200 291 C213 291 226 281 237 267 C237 288 238 306 243 321 C230 332 170 332 157 321 C162 306 163 288 163 267 Z",
            172,
            306,
            298,
            false
        ),
        new(
            TreatmentArea.Decollete,
            "M590 70 C582 79 570 83 560 87 C562 104 578 116 600 117 C622 116 638 104 640 87 C630 83 618 79 610 70 C606 75 594 75 590 70 Z",
            630,
            98,
            64,
            true
        ),
        new(
            TreatmentArea.Abdomen,
            "M563 146 C580 151 620 151 637 146 C634 156 635 164 637 172 C639 180 641 187 643 194 C628 206 614 212 600 214 C586 212 572 206 557 194 C559 187 561 180 563 172 C565 164 566 156 563 146 Z",
            575,
            170,
            130,
            false
        ),
        new(
            TreatmentArea.Thigh,
            "M555 232 C561 239 568 240 575 237 C583 231 588 224 592 218 L599 222 C597 262 593 288 589 311 C581 315 571 315 563 311 C557 286 554 258 555 232 Z M645 232 C639 239 632 240 625 237 C617 231 612 224 608 218 L601 222 C603 262 607 288 611 311 C619 315 629 315 637 311 C643 286 646 258 645 232 Z",
            570,
            270,
            270,
            false
        ),
        new(
            TreatmentArea.Hip,
            "M556 198 C566 206 578 212 589 215 C584 224 578 232 572 235 C565 237 559 235 555 228 C554 218 554 208 556 198 Z M644 198 C634 206 622 212 611 215 C616 224 622 232 628 235 C635 237 641 235 645 228 C646 218 646 208 644 198 Z",
            634,
            222,
            262,
            true
        ),
        new(
            TreatmentArea.Arms,
            "M552 90 C544 95 541 103 539.5 114 C536 142 529 168 521 199 C526 204 532 205 536.5 203 C544.5 176 552 148 556 120 C553 108 552 99 552 90 Z M648 90 C656 95 659 103 660.5 114 C664 142 671 168 679 199 C674 204 668 205 663.5 203 C655.5 176 648 148 644 120 C647 108 648 99 648 90 Z",
            660,
            140,
            130,
            true
        ),
        new(
            TreatmentArea.Legs,
            "M563 315 C571 319 581 319 589 315 C591 340 588 366 584 393 C580 396 574 396 569 393 C564 368 560 342 563 315 Z M637 315 C629 319 619 319 611 315 C609 340 612 366 616 393 C620 396 626 396 631 393 C636 368 640 342 637 315 Z",
            628,
            355,
            350,
            true
        ),
        new(
            TreatmentArea.Hands,
            "M520 203 C525 208 531 209 536.5 207 C536 216 534 227 528 235 C525 240 519 240 516.5 235 C514.5 226 516 214 520 203 Z M680 203 C675 208 669 209 663.5 207 C664 216 666 227 672 235 C675 240 681 240 683.5 235 C685.5 226 684 214 680 203 Z",
            524,
            224,
            200,
            false
        ),
    ];
}
