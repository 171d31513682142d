//! Answers that come later.

use std::sync::mpsc;

use vispy_gloo::{Error, Pixels, ReadFormat, Rect, RenderTarget, Result, TextureFormat};

use crate::support::{gl, target};

#[test]
fn pixels_are_polled_called_back_or_waited_for() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 3, 2)?;
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.clear(target, Some(Rect::new(2, 1, 1, 1)), Some([1.0; 4]), None);
    let polled = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8);
    let called = ctx.read_pixels(target, Rect::new(2, 1, 1, 1), ReadFormat::Rgba8);
    let (sender, receiver) = mpsc::channel();
    called.on_ready(move |answer| {
        let _listening = sender.send(answer);
    });
    assert!(polled.poll().is_none() && receiver.try_recv().is_err(), "nothing was flushed yet");
    ctx.flush()?;
    let pixels = polled.poll().transpose()?;
    let corner = pixels.as_ref().and_then(|pixels: &Pixels| pixels.pixel(2, 1).map(<[u8]>::to_vec));
    assert_eq!(corner, Some(vec![255; 4]));
    let top = pixels.as_ref().and_then(|pixels| pixels.rows_from_top().next().map(<[u8]>::to_vec));
    assert_eq!(top, Some([[0; 8].as_slice(), &[255; 4]].concat()));
    assert_eq!(receiver.try_recv().map(|answer| answer.map(|pixels| pixels.data)), Ok(Ok(vec![255; 4])));
    let waited = ctx.read_pixels(target, Rect::new(0, 0, 1, 1), ReadFormat::Rgba8).wait(&mut ctx)?;
    assert_eq!(waited.data, [0; 4]);
    Ok(())
}

#[test]
fn a_question_that_fails_is_answered_with_its_error() -> Result<()> {
    let mut ctx = gl!();
    let gone = {
        let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
        target
    };
    ctx.flush()?;
    let pending = ctx.read_pixels(gone, gone.rect(), ReadFormat::Rgba8);
    assert!(
        matches!(ctx.flush(), Err(Error::NoSuchObject { operation: "READ_PIXELS", .. })),
        "flush says so"
    );
    assert!(matches!(pending.poll(), Some(Err(Error::NoSuchObject { .. }))), "and so does the answer");
    let outside = ctx.read_pixels(RenderTarget::canvas(2, 2), Rect::new(-1, 0, 2, 2), ReadFormat::Rgba8);
    assert!(matches!(outside.poll(), Some(Err(Error::Shape { .. }))), "known before it is asked");
    ctx.flush()
}

#[test]
fn a_context_that_goes_leaves_no_question_open() -> Result<()> {
    let ctx = gl!();
    let mut ctx = ctx;
    let (layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let pending = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8);
    drop(ctx);
    assert!(matches!(pending.poll(), Some(Err(Error::Unanswered))), "nobody is left to answer");
    drop(layer);
    Ok(())
}
