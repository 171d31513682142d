//! Round trips, areas, distances and what has no place.

use proptest::prelude::*;

use super::*;
use crate::transforms::Transform;

fn all(center: DVec2) -> [Box<dyn Transform>; 3] {
    [
        Box::new(AzimuthalEqualAreaTransform::new(center).unwrap()),
        Box::new(AzimuthalEquidistantTransform::new(center).unwrap()),
        Box::new(HammerTransform::new(center).unwrap()),
    ]
}

/// The cosine of the angle between two places.
fn cosine(a: DVec2, b: DVec2) -> f64 {
    let globe = Globe::default();
    globe.place_of(a).dot(globe.place_of(b))
}

#[test]
fn the_centre_is_the_origin_and_what_is_no_place_is_nan() {
    for center in [DVec2::ZERO, DVec2::new(170.0, -40.0), DVec2::new(0.0, 90.0)] {
        for map in all(center) {
            assert!(map.map(center.extend(7.0)).truncate().length() < 1e-15, "{map:?}");
            assert_eq!(map.map(center.extend(7.0)).z, 7.0);
            assert!(map.map(DVec3::new(0.0, 91.0, 0.0)).x.is_nan(), "{map:?}");
            assert!(map.map(DVec3::new(f64::INFINITY, 0.0, 0.0)).x.is_nan(), "{map:?}");
            assert!(map.imap(DVec3::new(3.0, 3.0, 0.0)).x.is_nan(), "{map:?}");
        }
    }
    for map in &all(DVec2::new(10.0, 20.0))[..2] {
        assert!(map.map(DVec3::new(-170.0, -20.0, 0.0)).x.is_nan(), "{map:?} is a whole rim there");
    }
    let mercator = WebMercatorTransform::default();
    assert!(mercator.map(DVec3::new(0.0, 90.0, 0.0)).y.is_nan() && mercator.map(DVec3::NAN).x.is_nan());
}

#[test]
fn centres_and_radii_without_a_meaning_are_refused() {
    for center in [DVec2::new(0.0, 90.5), DVec2::NAN, DVec2::new(f64::INFINITY, 0.0)] {
        assert!(HammerTransform::new(center).is_err(), "{center}");
    }
    for radius in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = WebMercatorTransform::default().with_radius(radius).unwrap_err().to_string();
        assert!(error.starts_with("radius of a sphere: expected a finite number above 0"), "{error}");
    }
}

#[test]
fn the_rim_of_hammer_is_the_far_meridian() {
    let hammer = HammerTransform::default();
    for lat in [-80.0_f64, 0.0, 33.0] {
        let east = hammer.map(DVec3::new(180.0, lat, 0.0));
        assert!((east.x * east.x / 8.0 + east.y * east.y / 2.0 - 1.0).abs() < 1e-14, "{east}");
        assert!(east.x > 0.0);
    }
}

proptest! {
    #[test]
    fn round_trips_are_exact_to_twelve_digits(
        lon in -179.9..179.9_f64,
        lat in -89.0..89.0_f64,
        lon_0 in -180.0..180.0_f64,
        lat_0 in -90.0..90.0_f64,
    ) {
        let (place, center) = (DVec2::new(lon, lat), DVec2::new(lon_0, lat_0));
        // Nearer than a degree to the point opposite, digits are lost.
        prop_assume!(cosine(place, center) > -1f64.to_radians().cos());
        for map in all(center) {
            let back = map.imap(map.map(place.extend(1.0))).truncate();
            let mut off = (back - place).abs();
            off.x = off.x.min((off.x - 360.0).abs());
            prop_assert!(off.max_element() <= 1e-12 * 180.0, "{map:?}: {place} comes back as {back}");
        }
        let mercator = WebMercatorTransform::new(lon_0).unwrap();
        let back = mercator.imap(mercator.map(place.extend(1.0))).truncate();
        prop_assert!((back - place).abs().max_element() <= 1e-12 * 180.0, "{place} comes back as {back}");
    }

    #[test]
    fn areas_and_distances_are_kept(
        lon in -120.0..120.0_f64,
        lat in -70.0..70.0_f64,
        lon_0 in -20.0..20.0_f64,
        lat_0 in -20.0..20.0_f64,
    ) {
        let (place, center) = (DVec2::new(lon, lat), DVec2::new(lon_0, lat_0));
        let [equal_area, equidistant, hammer] = all(center);
        let step = 1e-4;
        for map in [equal_area, hammer] {
            let at = |x: f64, y: f64| map.map(DVec3::new(lon + x, lat + y, 0.0)).truncate();
            let (east, north) = (at(step, 0.0) - at(-step, 0.0), at(0.0, step) - at(0.0, -step));
            let area = east.perp_dot(north) / (2.0 * step).to_radians().powi(2);
            prop_assert!((area - lat.to_radians().cos()).abs() < 1e-6, "{map:?}: {area} at {place}");
        }
        let length = equidistant.map(place.extend(0.0)).length();
        prop_assert!((length.cos() - cosine(place, center)).abs() < 1e-12);
    }
}
