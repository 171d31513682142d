//! Colours, colormaps and the cycle through the public interface.

use vispy_visuals::color::{Color, ColorError, Colormap, cycle};

/// Entries of the tables as matplotlib 3.11 holds them.
const PUBLISHED: &[(&str, usize, [f64; 3])] = &[
    ("viridis", 0, [0.267004, 0.004874, 0.329415]),
    ("viridis", 1, [0.268510, 0.009605, 0.335427]),
    ("viridis", 100, [0.166617, 0.463708, 0.558119]),
    ("viridis", 127, [0.128729, 0.563265, 0.551229]),
    ("viridis", 128, [0.127568, 0.566949, 0.550556]),
    ("viridis", 200, [0.440137, 0.811138, 0.340967]),
    ("viridis", 255, [0.993248, 0.906157, 0.143936]),
    ("magma", 0, [0.001462, 0.000466, 0.013866]),
    ("magma", 1, [0.002258, 0.001295, 0.018331]),
    ("magma", 100, [0.537755, 0.156894, 0.506551]),
    ("magma", 127, [0.709962, 0.212797, 0.477201]),
    ("magma", 128, [0.716387, 0.214982, 0.475290]),
    ("magma", 200, [0.992785, 0.594891, 0.410283]),
    ("magma", 255, [0.987053, 0.991438, 0.749504]),
    ("inferno", 0, [0.001462, 0.000466, 0.013866]),
    ("inferno", 1, [0.002267, 0.001270, 0.018570]),
    ("inferno", 100, [0.565854, 0.143567, 0.408258]),
    ("inferno", 127, [0.729909, 0.212759, 0.333861]),
    ("inferno", 128, [0.735683, 0.215906, 0.330245]),
    ("inferno", 200, [0.985952, 0.615750, 0.025592]),
    ("inferno", 255, [0.988362, 0.998364, 0.644924]),
    ("plasma", 0, [0.050383, 0.029803, 0.527975]),
    ("plasma", 1, [0.063536, 0.028426, 0.533124]),
    ("plasma", 100, [0.683758, 0.156278, 0.571660]),
    ("plasma", 127, [0.794549, 0.275770, 0.473117]),
    ("plasma", 128, [0.798216, 0.280197, 0.469538]),
    ("plasma", 200, [0.984199, 0.629718, 0.224595]),
    ("plasma", 255, [0.940015, 0.975158, 0.131326]),
    ("cividis", 0, [0.000000, 0.135112, 0.304751]),
    ("cividis", 1, [0.000000, 0.138068, 0.311105]),
    ("cividis", 100, [0.394568, 0.406236, 0.438986]),
    ("cividis", 127, [0.485141, 0.482451, 0.470384]),
    ("cividis", 128, [0.488697, 0.485318, 0.471008]),
    ("cividis", 200, [0.769353, 0.707035, 0.408516]),
    ("cividis", 255, [0.995737, 0.909344, 0.217772]),
    ("turbo", 0, [0.189950, 0.071760, 0.232170]),
    ("turbo", 1, [0.194830, 0.083390, 0.261490]),
    ("turbo", 100, [0.247970, 0.964230, 0.543030]),
    ("turbo", 127, [0.633230, 0.991950, 0.239370]),
    ("turbo", 128, [0.643620, 0.989990, 0.233560]),
    ("turbo", 200, [0.958010, 0.399580, 0.088310]),
    ("turbo", 255, [0.479600, 0.015830, 0.010550]),
    ("coolwarm", 0, [0.229806, 0.298718, 0.753683]),
    ("coolwarm", 1, [0.234377, 0.305542, 0.759680]),
    ("coolwarm", 100, [0.743754, 0.825125, 0.965798]),
    ("coolwarm", 127, [0.863392, 0.865084, 0.867634]),
    ("coolwarm", 128, [0.867428, 0.864377, 0.862602]),
    ("coolwarm", 200, [0.941728, 0.546413, 0.429707]),
    ("coolwarm", 255, [0.705673, 0.015556, 0.150233]),
    ("grays", 0, [0.000000, 0.000000, 0.000000]),
    ("grays", 1, [0.003922, 0.003922, 0.003922]),
    ("grays", 100, [0.392157, 0.392157, 0.392157]),
    ("grays", 127, [0.498039, 0.498039, 0.498039]),
    ("grays", 128, [0.501961, 0.501961, 0.501961]),
    ("grays", 200, [0.784314, 0.784314, 0.784314]),
    ("grays", 255, [1.000000, 1.000000, 1.000000]),
];

#[test]
fn colormaps_equal_the_published_values() {
    for &(name, entry, published) in PUBLISHED {
        let map = Colormap::by_name(name).unwrap();
        let expected = published.map(|channel| (channel * 255.0).round() as u8);
        let [r, g, b, a] = map.map(entry as f64 / 256.0).to_rgba8();
        assert_eq!(([r, g, b], a), (expected, 255), "{name}, entry {entry}");
        assert_eq!(map.table_rgba8()[entry][..3], expected, "{name}, entry {entry}");
    }
}

#[test]
fn every_name_is_known_and_reversible() {
    for name in Colormap::names() {
        let map: Colormap = name.parse().unwrap();
        let back = Colormap::by_name(&format!("{name}_r")).unwrap();
        assert_eq!(map.name(), *name);
        assert_eq!(map.table_rgba8().len(), 256);
        assert_eq!(map.map(0.0), back.map(1.0));
        assert_eq!(map.map(0.3), back.map(0.7));
        assert_eq!(back.reversed(), map);
    }
    let error = Colormap::by_name("jet").unwrap_err().to_string();
    assert_eq!(
        error,
        "no colormap is called \"jet\"; known are viridis, magma, inferno, plasma, cividis, turbo, grays, coolwarm, \
         each also reversed as \"NAME_r\""
    );
}

#[test]
fn map_takes_the_entry_below() {
    let map = Colormap::by_name("grays").unwrap();
    let gray = |t: f64| map.map(t).to_rgba8()[0];
    assert_eq!([gray(0.0), gray(1.0 / 256.0), gray(0.5), gray(0.9999), gray(1.0)], [0, 1, 128, 255, 255]);
    assert_eq!(gray(1.0 / 256.0 - 1e-12), 0);
    assert_eq!([gray(-0.0), gray(-1e-300), gray(1.0 + 1e-15), gray(f64::INFINITY)], [0, 0, 255, 255]);
    assert_eq!(map.map(f64::NAN), Color::TRANSPARENT);
    let red = Color::parse("r").unwrap();
    let map = map.with_bad(red).with_under(Color::WHITE).with_over(Color::BLACK);
    assert_eq!([map.map(f64::NAN), map.map(-0.1), map.map(1.1)], [red, Color::WHITE, Color::BLACK]);
    assert_eq!(map.reversed().map(-0.1), Color::BLACK);
}

#[test]
fn own_colors_are_spread_evenly() {
    let map =
        Colormap::from_colors("flag", &[Color::BLACK, Color::WHITE, Color::rgb(1.0, 0.0, 0.0)]).unwrap();
    let table = map.table_rgba8();
    assert_eq!([table[0], table[255]], [[0, 0, 0, 255], [255, 0, 0, 255]]);
    // The middle lies between entries 127 and 128, each 1/255 of the way off.
    assert_eq!([table[127], table[128]], [[254, 254, 254, 255], [255, 254, 254, 255]]);
    let one = Colormap::from_colors("one", &[Color::WHITE]).unwrap();
    assert!(one.table_rgba8().iter().all(|entry| *entry == [255; 4]));
    let error = Colormap::from_colors("none", &[]).unwrap_err();
    assert_eq!(error, ColorError::EmptyColormap { name: "none".into() });
}

#[test]
fn colors_are_read_from_text() {
    for (text, expected) in [
        ("steelblue", [70, 130, 180, 255]),
        ("SteelBlue", [70, 130, 180, 255]),
        (" #f80 ", [255, 136, 0, 255]),
        ("#ff880080", [255, 136, 0, 128]),
        ("rgb(10 20 30 / 50%)", [10, 20, 30, 128]),
        ("hsl(120, 100%, 25%)", [0, 128, 0, 255]),
        ("g", [0, 255, 0, 255]),
        ("green", [0, 128, 0, 255]),
        ("k", [0, 0, 0, 255]),
        ("transparent", [0; 4]),
        ("none", [0; 4]),
        ("color(display-p3 0 1 0)", [0, 255, 0, 255]),
    ] {
        assert_eq!(Color::parse(text).unwrap().to_rgba8(), expected, "{text}");
    }
    for text in ["", "gruen", "#12", "#ggg", "rgb(1 2", "q", "red blue", "\u{202f}"] {
        let error = text.parse::<Color>().unwrap_err().to_string();
        assert!(error.contains(&format!("{text:?}")) && error.contains("#rrggbb"), "{error}");
    }
}

#[test]
fn channels_are_held_in_range() {
    assert_eq!(Color::rgba(f32::NAN, -1.0, 2.0, f32::INFINITY).to_rgba(), [0.0, 0.0, 1.0, 1.0]);
    assert_eq!(Color::WHITE.with_alpha(f32::NAN).alpha(), 0.0);
    assert_eq!(Color::rgba(1.0, 0.5, 0.0, 0.5).premultiplied(), [0.5, 0.25, 0.0, 0.5]);
    assert_eq!([Color::WHITE.luminance(), Color::BLACK.luminance()], [1.0, 0.0]);
    assert!((Color::parse("#808080").unwrap().luminance() - 0.2158605).abs() < 1e-6);
}

#[test]
fn the_cycle_stands_out_from_white() {
    for (i, color) in cycle::PETROFF10.into_iter().enumerate() {
        assert_eq!(cycle::color(i + 20), color);
        let contrast = 1.05 / (color.luminance() + 0.05);
        assert!(contrast > 1.5, "{color} has a contrast of {contrast}");
    }
}

#[test]
fn colors_and_colormaps_are_serialized_by_name() {
    let blue = Color::parse("steelblue").unwrap();
    assert_eq!(serde_json::to_string(&blue).unwrap(), "\"#4682b4ff\"");
    assert_eq!(serde_json::from_str::<Color>("\"steelblue\"").unwrap(), blue);
    assert!(serde_json::from_str::<Color>("\"stealblue\"").unwrap_err().to_string().contains("stealblue"));

    let named = Colormap::by_name("turbo_r").unwrap().with_bad(blue);
    let own =
        Colormap::from_colors("own", &[blue, Color::WHITE]).unwrap().with_under(Color::BLACK).reversed();
    for map in [named, own] {
        let json = serde_json::to_string(&map).unwrap();
        assert_eq!(serde_json::from_str::<Colormap>(&json).unwrap(), map, "{json}");
        let bytes = postcard::to_stdvec(&map).unwrap();
        assert_eq!(postcard::from_bytes::<Colormap>(&bytes).unwrap(), map);
    }
    assert_eq!(serde_json::from_str::<Colormap>("{\"name\": \"viridis\"}").unwrap(), Colormap::default());
    assert!(
        serde_json::from_str::<Colormap>("{\"name\": \"jet\"}").unwrap_err().to_string().contains("viridis")
    );
}
