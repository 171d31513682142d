// fill_coverage: how much of a pixel a shape covers, by its signed distance.
//
// The pixel is a box of width 1 px around the point, the edge straight across it and parallel to a side.
//
// distance_px: from the edge of the shape; px, negative inside.
// Returns the coverage, 0 to 1; 1/2 on the edge.
float fill_coverage(float distance_px) {
    return clamp(0.5 - distance_px, 0.0, 1.0);
}
