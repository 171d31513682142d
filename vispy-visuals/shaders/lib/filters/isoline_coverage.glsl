// isoline_coverage: how much of a pixel the lines of equal value cover.
// requires: lib/antialias/stroke_coverage.glsl
//
// value: the value at the centre of the pixel.
// slope: by how much it grows in a pixel along x and y.
// $filter_value: value 1 is (half the width in px, how many levels), from value 2 on x is a level.
// Returns the coverage, 0 to 1; none where the value is not a number or the same everywhere.
float isoline_coverage(float value, vec2 slope) {
    vec2 look = $filter_value(1).xy;
    float steep = length(slope);
    if (isnan(value) || !(steep > 0.0)) {
        return 0.0;
    }
    int count = int(look.y);
    float coverage = 0.0;
    for (int i = 0; i < count; i++) {
        float away = abs(value - $filter_value(2 + i).x) / steep;
        coverage = max(coverage, stroke_coverage(away, look.x));
    }
    return coverage;
}
