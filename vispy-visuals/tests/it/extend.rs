//! Lines that grow at one end and lose points at the other are the lines of what is left.

use vispy_visuals::Visual as _;
use vispy_visuals::coordinate::Reference;
use vispy_visuals::samples::Samples;
use vispy_visuals::visuals::{Line, LineStyle};

fn wave(range: std::ops::Range<usize>) -> Vec<f32> {
    range.map(|i| (i as f32 * 0.37).sin() * (i % 1000) as f32).collect()
}

fn line(x: Samples, y: Vec<f32>) -> Line {
    Line::new(x, y, LineStyle::default()).unwrap().with_references(Reference::F64(0.0), Reference::F64(0.0))
}

#[test]
fn a_line_that_grew_has_the_bounds_of_all_its_points() {
    let mut grown = line(Samples::from(Vec::<f64>::new()), Vec::new());
    assert_eq!(grown.bounds(), None);
    let (mut start, mut end) = (0, 0);
    for (gone, new) in [(0, 1), (0, 9), (0, 990), (200, 4_000), (0, 128), (2_000, 50_000), (40_000, 1)] {
        (start, end) = (start + gone, end + new);
        let x: Vec<f64> = (start..end).map(|i| i as f64 * 0.5).collect();
        grown.release_data();
        assert!(grown.is_empty(), "nothing is held on to");
        grown.extend_data(x.clone(), wave(start..end), gone).unwrap();
        assert_eq!(grown.len(), end - start);
        assert_eq!(grown.bounds(), line(x.into(), wave(start..end)).bounds(), "{start}..{end}");
    }
}

#[test]
fn x_that_falls_among_the_new_points_is_noticed() {
    let mut grown = line(Samples::from(vec![0.0, 1.0, 2.0]), vec![1.0, 2.0, 3.0]);
    grown.extend_data(vec![0.0, 1.0, 2.0, 1.5, 9.0, 4.0], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 0).unwrap();
    let bounds = grown.bounds().unwrap();
    assert_eq!((bounds.min.x, bounds.max.x), (0.0, 9.0), "the largest x is not the last");
    assert!(grown.extend_data(vec![0.0], vec![1.0, 2.0], 5).is_err(), "x and y differ in length");
    assert_eq!(grown.len(), 6, "it stayed as it was");
}
