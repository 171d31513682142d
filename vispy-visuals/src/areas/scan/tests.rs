//! Areas by numbers.

use super::*;

const CLIP: Rect = Rect { x: 0, y: 0, width: 100, height: 80 };

fn boxes(lines: ScanLines, clip: Rect, outlines: &[Vec<DVec2>]) -> Vec<AreaBox> {
    let mut scan = Scan::default();
    scan.begin(clip, lines);
    for outline in outlines {
        scan.outline(outline);
    }
    scan.boxes().to_vec()
}

/// Area, after checking that no pixel belongs to two boxes and that all lie within the clip.
fn area(boxes: &[AreaBox], clip: Rect) -> f64 {
    let mut seen = vec![false; (clip.width * clip.height) as usize];
    for AreaBox { low, size, .. } in boxes {
        for y in low.y..low.y + size.y {
            for x in low.x..low.x + size.x {
                let (x, y) = (x - clip.x as u32, y - clip.y as u32);
                assert!(x < clip.width && y < clip.height, "within the clip");
                let pixel = &mut seen[(y * clip.width + x) as usize];
                assert!(!std::mem::replace(pixel, true), "pixel {x}, {y} twice");
            }
        }
    }
    boxes.iter().map(AreaBox::area).sum()
}

fn rectangle(center: DVec2, size: DVec2, degrees: f64) -> Vec<DVec2> {
    let turn = DVec2::from_angle(degrees.to_radians());
    let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
    corners.map(|(x, y)| center + turn.rotate(DVec2::new(x, y) * size)).to_vec()
}

#[test]
fn a_rectangle_has_its_area_at_any_angle_and_offset() {
    for lines in [ScanLines::Rows, ScanLines::Columns] {
        for degrees in [0.0, 1.0, 30.0, 45.0, 90.0, 200.0] {
            for offset in [0.0, 0.25, 0.37, 0.5, 0.999] {
                for size in [DVec2::new(40.0, 20.0), DVec2::new(30.5, 0.3), DVec2::new(0.01, 50.0)] {
                    let center = DVec2::new(50.0, 40.0) + offset;
                    let found = area(&boxes(lines, CLIP, &[rectangle(center, size, degrees)]), CLIP);
                    let expected = size.x * size.y;
                    // Each pixel of the outline is rounded to 1/511.
                    assert!(
                        (found - expected).abs() < 0.1 + expected * 1e-3,
                        "{lines:?}, {degrees} degrees, {offset}, {size}: {expected}, got {found}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_upright_rectangle_is_nine_boxes() {
    let found =
        boxes(ScanLines::Rows, CLIP, &[rectangle(DVec2::new(50.2, 40.3), DVec2::new(40.0, 20.0), 0.0)]);
    assert_eq!(found.len(), 9, "{found:?}");
    let found =
        boxes(ScanLines::Rows, CLIP, &[rectangle(DVec2::new(50.0, 40.0), DVec2::new(40.0, 20.0), 0.0)]);
    assert_eq!(found, [AreaBox { low: UVec2::new(30, 30), size: UVec2::new(40, 20), coverage: FULL }]);
}

#[test]
fn tall_and_wide_boxes_are_whole() {
    let clip = Rect { x: 7, y: 11, width: 1500, height: 1400 };
    for lines in [ScanLines::Rows, ScanLines::Columns] {
        let everything = rectangle(DVec2::new(500.0, 500.0), DVec2::splat(1e6), 0.0);
        let found = boxes(lines, clip, &[everything]);
        assert_eq!(area(&found, clip), 1500.0 * 1400.0, "{lines:?}");
        assert!(found.iter().all(|known| known.size.y < STEPS), "{lines:?}: {found:?}");
        assert!(found.len() <= 1500 * 3, "{lines:?}: {} boxes", found.len());
    }
}

#[test]
fn neighbours_that_share_an_edge_leave_no_seam() {
    let [a, b, c, d] = [(10.3, 10.1), (60.2, 20.4), (70.9, 60.6), (20.5, 50.7)].map(DVec2::from);
    let whole = boxes(ScanLines::Rows, CLIP, &[vec![a, b, c, d]]);
    let halves = boxes(ScanLines::Rows, CLIP, &[vec![a, b, c], vec![a, c, d]]);
    assert_eq!(whole, halves);
}

#[test]
fn holes_and_overlaps_follow_the_winding() {
    let outer = rectangle(DVec2::new(50.0, 40.0), DVec2::new(60.0, 60.0), 10.0);
    let mut hole = rectangle(DVec2::new(52.0, 41.0), DVec2::new(20.0, 10.0), 33.0);
    hole.reverse();
    let found = area(&boxes(ScanLines::Rows, CLIP, &[outer.clone(), hole]), CLIP);
    assert!((found - 3400.0).abs() < 1.0, "{found}");
    let [a, b] = [(40.0, 40.0), (50.0, 45.0)]
        .map(|center| rectangle(DVec2::from(center), DVec2::new(20.0, 20.0), 0.0));
    let found = area(&boxes(ScanLines::Rows, CLIP, &[a, b]), CLIP);
    assert!((found - (800.0 - 10.0 * 15.0)).abs() < 1e-9, "what overlaps counts once: {found}");
}

#[test]
fn what_is_outside_is_cut_off_exactly() {
    let clip = Rect { x: 20, y: 10, width: 30, height: 40 };
    for lines in [ScanLines::Rows, ScanLines::Columns] {
        for size in [1e3, 1e6, 1e9, 1e12] {
            // Its upper edge runs through the middle of the clip at 45 degrees.
            let middle = DVec2::new(35.0, 30.0);
            let down = DVec2::new(1.0, -1.0) * size;
            let along = DVec2::new(1.0, 1.0) * size;
            let half = vec![middle - along, middle - along + down, middle + along + down, middle + along];
            let found = area(&boxes(lines, clip, &[half]), clip);
            assert!((found - 600.0).abs() < 0.2, "{lines:?}, {size}: {found}");
        }
        let apart = rectangle(DVec2::new(80.0, 30.0), DVec2::splat(30.0), 20.0);
        assert_eq!(boxes(lines, clip, &[apart]), []);
    }
}

#[test]
fn a_corner_a_billion_times_as_large_is_in_its_place() {
    let far = 1e11;
    let corner = DVec2::new(40.25, 30.5);
    let found = boxes(
        ScanLines::Rows,
        CLIP,
        &[vec![corner, corner + DVec2::X * far, corner + far, corner + DVec2::Y * far]],
    );
    let expected = (100.0 - 40.25) * (80.0 - 30.5);
    assert!((area(&found, CLIP) - expected).abs() < 0.2);
}

#[test]
fn degenerate_outlines_are_nothing() {
    let p = DVec2::new(10.5, 20.5);
    for outline in [vec![], vec![p], vec![p, p + 5.0], vec![p; 7]] {
        assert_eq!(boxes(ScanLines::Rows, CLIP, &[outline]), []);
    }
    let empty = Rect::default();
    assert_eq!(boxes(ScanLines::Rows, empty, &[rectangle(p, p, 0.0)]), []);
}
