// polygon_distance: the signed distance that polygon_side has gathered.
//
// found: what the last side returned.
// Returns the distance from the polygon's outline, in the unit of its points; negative inside.
float polygon_distance(vec2 found) {
    return found.y * sqrt(found.x);
}
