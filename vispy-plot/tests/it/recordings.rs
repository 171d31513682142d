//! Raw recordings, and arrays as signals.

use vispy_plot::Error;
use vispy_plot::data::readers::{Array2, Content, RawLayout, RawNumber, read, read_raw};
use vispy_plot::data::{Column, DType};

use crate::files::{file, npy};

fn raw(name: &str, bytes: impl AsRef<[u8]>, layout: &RawLayout) -> Result<Array2, Error> {
    read_raw(file(name, bytes), layout, &mut ())
}

fn layout(number: &str, channels: usize, skip_bytes: u64) -> RawLayout {
    RawLayout { number: number.parse().unwrap(), channels, skip_bytes }
}

fn values(column: &Column) -> Vec<f64> {
    (0..column.len()).filter_map(|i| column.get_f64(i)).collect()
}

#[test]
fn every_type_is_read_in_both_orders() {
    // The bytes of 1 and 2 (as floats: 1.0 and 2.0), the least significant first.
    let cases: [(&str, &[u8], DType); 10] = [
        ("i8", &[1, 2], DType::I8),
        ("i16", &[1, 0, 2, 0], DType::I16),
        ("i32", &[1, 0, 0, 0, 2, 0, 0, 0], DType::I32),
        ("i64", &[1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], DType::I64),
        ("u8", &[1, 2], DType::U8),
        ("u16", &[1, 0, 2, 0], DType::U16),
        ("u32", &[1, 0, 0, 0, 2, 0, 0, 0], DType::U32),
        ("u64", &[1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], DType::U64),
        ("f32", &[0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], DType::F32),
        ("f64", &[0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40], DType::F64),
    ];
    for (name, bytes, dtype) in cases {
        let file_name = format!("raw-{name}.bin");
        let little = raw(&file_name, bytes, &layout(name, 1, 0)).unwrap();
        assert_eq!((little.rows, little.columns, little.values.dtype()), (2, 1, dtype), "{name}");
        assert_eq!(values(&little.values), [1.0, 2.0], "{name}");
        assert_eq!(little.values.storage_kind(), "mapped", "{name}");
        let swapped: Vec<u8> = bytes.chunks(bytes.len() / 2).flat_map(|v| v.iter().rev().copied()).collect();
        let big = raw(&file_name, swapped, &layout(&format!("{name}be"), 1, 0)).unwrap();
        assert_eq!(values(&big.values), [1.0, 2.0], "{name}be");
    }
}

#[test]
fn types_have_the_names_of_rust_and_of_numpy() {
    let number = |text: &str| text.parse::<RawNumber>().map(|number| (number.dtype, number.big_endian));
    assert_eq!(number("i8"), Ok((DType::I8, false)), "eight bits");
    assert_eq!(number("<i8"), Ok((DType::I64, false)), "eight bytes");
    assert_eq!(number(">u8"), Ok((DType::U64, true)));
    assert_eq!(number("|u1"), Ok((DType::U8, false)));
    assert_eq!(number("INT16LE"), Ok((DType::I16, false)));
    assert_eq!(number("float64be"), Ok((DType::F64, true)));
    for text in ["", "i12", "=i8be", "be", "<", "text", "é"] {
        let error = number(text).unwrap_err().to_string();
        assert!(error.contains(&format!("'{text}'")) && error.contains("such as i16"), "{error}");
    }
}

#[test]
fn channels_take_turns_after_a_header() {
    let samples: Vec<u8> = (0..12i16).flat_map(i16::to_le_bytes).collect();
    let bytes = [&b"HEADER"[..], &samples].concat();
    let recording = raw("raw-channels.bin", bytes, &layout("i16", 3, 6)).unwrap();
    assert_eq!((recording.rows, recording.columns), (4, 3));
    assert_eq!(values(&recording.column(0)), [0.0, 3.0, 6.0, 9.0]);
    assert_eq!(values(&recording.column(2)), [2.0, 5.0, 8.0, 11.0]);
    // An odd header puts the numbers where they cannot be mapped.
    let bytes = [&b"ODD"[..], &samples].concat();
    let recording = raw("raw-odd.bin", bytes, &layout("i16", 1, 3)).unwrap();
    assert_eq!(recording.values.storage_kind(), "owned");
    assert_eq!(values(&recording.values)[10..], [10.0, 11.0]);
}

#[test]
fn what_does_not_fit_is_refused_with_the_sizes() {
    let message = |bytes: &[u8], layout: &RawLayout| {
        let text = raw("raw-bad.bin", bytes, layout).unwrap_err().to_string();
        text.split_once("raw-bad.bin: ").map_or(text.clone(), |(_, rest)| rest.to_owned())
    };
    assert_eq!(
        message(&[0; 11], &layout("i16", 2, 1)),
        "10 bytes of data are not a multiple of 4, which 2 channels of i16 take; 2 are left over"
    );
    assert_eq!(
        message(&[0; 4], &layout("i16", 1, 4)),
        "no rows: the file has no bytes but those that are skipped"
    );
    assert!(message(&[], &layout("f64", 1, u64::MAX)).starts_with("no rows"));
    assert_eq!(
        message(&[0; 4], &layout("i16", 0, 0)),
        "the number of channels is 0, expected a number from 1 on"
    );
    assert!(message(&[0; 4], &layout("i64", usize::MAX, 0)).starts_with("the number of channels is"));
    let text = RawLayout { number: DType::Text.into(), channels: 1, skip_bytes: 0 };
    assert_eq!(message(&[0; 4], &text), "the type of raw numbers is text, expected a type of numbers");
}

#[test]
fn a_row_of_a_mapped_array_is_not_copied() {
    let data: Vec<u8> = (0..12i16).flat_map(i16::to_le_bytes).collect();
    let path = file("raw-rows.npy", npy("<i2", false, "(3, 4)", &data, 0));
    let Content::Array2(array) = read(path, &mut ()).unwrap() else { panic!("it has two dimensions") };
    assert_eq!(values(&array.row(2)), [8.0, 9.0, 10.0, 11.0]);
    assert_eq!(array.row(2).storage_kind(), "mapped");
    assert_eq!(values(&array.row(3)), [0.0; 0], "there is none");
    assert_eq!(array.row(usize::MAX).len(), 0);
    assert_eq!(values(&array.column(1)), [1.0, 5.0, 9.0]);
}

#[test]
fn channels_stand_where_their_numbers_say() {
    use vispy_plot::Figure;
    use vispy_plot::figure::IntoSignalData as _;
    // Three channels of spikes, one of them away from zero; stacked from the top down.
    let mut by_sample = ndarray::Array2::<f32>::zeros((300, 3));
    for i in (5..300).step_by(10) {
        (by_sample[[i, 0]], by_sample[[i, 1]], by_sample[[i, 2]]) = (1.0, 1.0, 1.0);
    }
    by_sample.column_mut(1).iter_mut().for_each(|value| *value += 100.0);
    let turned = by_sample.t().as_standard_layout().into_owned();
    let picture = |data: vispy_plot::figure::SignalData| {
        let mut figure = Figure::new();
        figure.size_px(300, 200);
        figure.axes(0, 0).signals(data).colors(["#ff0000", "#00ff00", "#0000ff"]);
        figure.render(&vispy_plot::SaveOptions::default())
    };
    let data = (&by_sample.t()).into_signal_data();
    assert!(data.interleaved && data.channels == 3, "not turned around");
    assert!(!(&turned).into_signal_data().interleaved);
    if vispy_app::testing::test_context().is_none() {
        return;
    }
    let first = picture(data).unwrap();
    let second = picture((&turned).into_signal_data()).unwrap();
    assert!(first.rgba == second.rgba, "the order in memory is not seen");
    // Between the spikes a channel is flat: the row that has most of its colour, of which a line covers half at least.
    let flat_row = |channel: usize| {
        let others = [0, 1, 2].into_iter().filter(|c| *c != channel);
        let is_its = |pixel: &[u8]| pixel[channel] > 200 && others.clone().all(|c| pixel[c] < 140);
        let rows = first.rgba.chunks_exact(4 * first.width as usize);
        let counts: Vec<usize> =
            rows.map(|row| row.chunks_exact(4).filter(|pixel| is_its(pixel)).count()).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        assert!(most > 50, "channel {channel} is seen");
        counts.iter().position(|count| *count == most).unwrap_or(0) as f64
    };
    let [top, middle, bottom] = [0, 1, 2].map(flat_row);
    assert!(top < middle && middle < bottom, "{top}, {middle}, {bottom}");
    assert!(((bottom - middle) - (middle - top)).abs() <= 2.0, "evenly: {top}, {middle}, {bottom}");
}
