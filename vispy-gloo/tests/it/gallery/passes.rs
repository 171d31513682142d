//! What is drawn first and read afterwards.

use super::{Outcome, near, picture, seen};

#[test]
fn hello_fbo() -> Outcome {
    let picture = picture!("hello_fbo", 160 x 120);
    let at = |point| picture.at(seen(point, [6.0, 0.6, 0.5], 4.0 / 3.0));
    // The centre of each side, a place near the upper corner, and how light the side is.
    let sides = [
        ([1.0, 0.0, 0.0], [1.0, 0.6, 0.0], 0.82_f32),
        ([0.0, 1.0, 0.0], [0.0, 1.0, -0.6], 0.94),
        ([0.0, 0.0, 1.0], [0.0, 0.6, 1.0], 0.97),
    ];
    for (center, upper, light) in sides {
        let grey = (1.0_f32 / 3.0).sqrt() * light;
        assert!(near(at(center), [grey; 3], 12.0), "{center:?}: {:?}, expected {grey}", at(center));
        let [red, green, blue] = at(upper);
        assert!(
            red > green.saturating_add(60) && red > blue.saturating_add(60),
            "{upper:?}: {:?}",
            [red, green, blue]
        );
    }
    assert!(
        near(at([0.8, -0.8, 1.0]), [0.93, 0.93, 0.9].map(|part| 0.97 * part), 2.0),
        "beside the triangle"
    );
    assert!(near(picture.at([0.02, 0.02]), [0.2, 0.22, 0.28], 1.0), "beside the cube");
    Ok(())
}

#[test]
fn post_processing() -> Outcome {
    let picture = picture!("post_processing", 160 x 120);
    let share = |right: bool, upper: bool, holds: fn([u8; 3]) -> bool| {
        4.0 * picture.part(|[x, y], color| (x > 0.0) == right && (y > 0.0) == upper && holds(color))
    };
    let grey = |[red, green, blue]: [u8; 3]| red == green && green == blue;
    assert!(share(false, true, |[red, green, _]| green > red.saturating_add(40)) > 0.1, "green on the left");
    assert_eq!([share(true, true, grey), share(false, false, grey), share(true, false, grey)], [1.0; 3]);
    assert_eq!(picture.at([0.01, 0.99]), [242, 242, 237], "the background as it was drawn");
    assert_eq!(picture.at([0.99, 0.01]), [255; 3], "no outline where all is the same");
    let black = share(true, false, |[red, ..]| red < 128);
    assert!(black > 0.02 && black < 0.4, "outlines are {black} of their quarter");
    Ok(())
}
