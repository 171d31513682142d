// polygon_side: one side of a polygon, on the way to its signed distance.
//
// Begin with vec2(1e9, 1.0), go through the sides in any order, end with polygon_distance.
// found: smallest squared distance so far in x; -1 in y where the point is inside as far as is known, else 1.
// p: the point; any frame.
// a, b: ends of the side; same frame.
// Returns `found` with this side taken into account.
vec2 polygon_side(vec2 found, vec2 p, vec2 a, vec2 b) {
    vec2 along = b - a;
    vec2 offset = p - a;
    vec2 apart = offset - along * clamp(dot(offset, along) / dot(along, along), 0.0, 1.0);
    // Each side that a ray towards +x crosses leads out of the polygon or back into it.
    bool spans = (a.y > p.y) != (b.y > p.y);
    bool crossed = spans && offset.x < along.x * offset.y / along.y;
    return vec2(min(found.x, dot(apart, apart)), crossed ? -found.y : found.y);
}
