//! Elements of SVG pages.

use super::*;

const PAGE: DVec2 = DVec2::new(100.0, 50.0);

fn body(draw: impl FnOnce(&mut SvgPage)) -> String {
    let mut page = SvgPage::new(PAGE);
    draw(&mut page);
    page.close_group();
    page.body
}

fn segment() -> [PathStep; 2] {
    [PathStep::MoveTo(DVec2::ZERO), PathStep::LineTo(DVec2::new(10.0, 5.0))]
}

fn stroke() -> Stroke {
    Stroke { color: Color::BLACK, width_px: 1.0, join: Join::Miter, cap: Cap::Butt }
}

fn run(text: &str) -> TextRun<'_> {
    let origin = DVec2::new(1.5, 2.0);
    TextRun {
        text,
        origin,
        angle_rad: 0.0,
        size_px: 12.0,
        bold: false,
        color: Color::BLACK,
        width_px: 30.0,
        glyphs: &[],
        pen: [0.0; 2],
        text_start: 0,
    }
}

#[test]
fn strokes_say_what_svg_does_not_take_for_granted() {
    let plain = "<path d=\"M0 0l10 5\" fill=\"none\" stroke=\"#000000\"/>\n";
    assert_eq!(body(|page| page.stroke(&segment(), &stroke())), plain);
    let color = Color::rgb(1.0, 0.0, 0.0).with_alpha(0.25);
    let fancy = Stroke { color, width_px: 2.5, join: Join::Round, cap: Cap::Square };
    let expected = "<path d=\"M0 0l10 5\" fill=\"none\" stroke=\"#ff0000\" stroke-opacity=\".25\" stroke-width=\"2.5\" \
                    stroke-linejoin=\"round\" stroke-linecap=\"square\"/>\n";
    assert_eq!(body(|page| page.stroke(&segment(), &fancy)), expected);
    let nothing = body(|page| {
        page.stroke(&[], &stroke());
        page.stroke(&segment(), &Stroke { width_px: 0.0, ..stroke() });
        page.fill(&segment(), Color::TRANSPARENT);
        page.text(&run(" "));
    });
    assert_eq!(nothing, "");
}

#[test]
fn texts_are_escaped_and_turned_the_other_way() {
    let expected = "<text x=\"1.5\" y=\"2\" font-size=\"12\" textLength=\"30\" fill=\"#000000\">a &lt; b &amp; c \u{fffd}</text>\n";
    assert_eq!(body(|page| page.text(&run("a < b & c \u{1}"))), expected);
    let turned = TextRun { angle_rad: std::f64::consts::FRAC_PI_2, bold: true, ..run("x  y") };
    let expected = "<text x=\"1.5\" y=\"2\" font-size=\"12\" textLength=\"30\" font-weight=\"bold\" fill=\"#000000\" \
                    transform=\"rotate(-90 1.5 2)\" xml:space=\"preserve\">x  y</text>\n";
    assert_eq!(body(|page| page.text(&turned)), expected);
}

#[test]
fn clips_are_groups_that_neighbours_share() {
    let corner = DVec2::new(10.0, 10.0);
    let mut page = SvgPage::new(PAGE);
    for _visual in 0..2 {
        page.push_clip(corner, DVec2::new(20.0, 20.0));
        page.stroke(&segment(), &stroke());
        page.pop_clip();
    }
    // The whole page is no clip, and a clip in a clip is what both leave.
    page.push_clip(DVec2::ZERO, DVec2::new(100.0, 50.0));
    page.stroke(&segment(), &stroke());
    page.push_clip(corner, DVec2::new(200.0, 200.0));
    page.stroke(&segment(), &stroke());
    page.push_clip(DVec2::ZERO, corner);
    page.stroke(&segment(), &stroke());
    page.pop_clip();
    page.pop_clip();
    page.pop_clip();
    let file = page.finish(None);
    let shape: Vec<&str> = file.lines().map(|line| line.split([' ', '>']).next().unwrap_or("")).collect();
    let path = "<path";
    let expected = [
        "<svg",
        "<defs",
        "<clipPath",
        "<clipPath",
        "</defs",
        "<g",
        path,
        path,
        "</g",
        path,
        "<g",
        path,
        "</g",
        "</svg",
    ];
    assert_eq!(shape, expected, "{file}");
    assert!(
        file.contains(
            "<clipPath id=\"clip1\"><rect x=\"10\" y=\"10\" width=\"90\" height=\"40\"/></clipPath>"
        )
    );
}

#[test]
fn pictures_are_embedded() {
    let corner = DVec2::new(10.0, 10.0);
    let raster = Raster { corner, size: DVec2::new(1.0, 0.5), width: 2, height: 1, rgba: vec![255; 8] };
    let element = body(|page| page.raster(&raster));
    let start = "<image x=\"10\" y=\"10\" width=\"1\" height=\".5\" preserveAspectRatio=\"none\" \
                 xlink:href=\"data:image/png;base64,iVBORw0KGgo";
    assert!(element.starts_with(start) && element.ends_with("\"/>\n"), "{element}");
}
