//! Readers of archives, sound files, Arrow and Parquet, on good, cut and corrupted files.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int16Array,
    ListArray, RecordBatch, TimestampNanosecondArray,
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use vispy_plot::Error;
use vispy_plot::data::readers::{Content, Table, read, read_npz};
use vispy_plot::data::{Column, DType, TimeUnit};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::files::{file, npy};

fn content(name: &str, bytes: impl AsRef<[u8]>) -> Content {
    read(file(name, bytes), &mut ()).expect("the file is good")
}

fn table(name: &str, bytes: impl AsRef<[u8]>) -> Table {
    match content(name, bytes) {
        Content::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

fn error(name: &str, bytes: impl AsRef<[u8]>) -> Error {
    read(file(name, bytes), &mut ()).expect_err("the file is bad")
}

fn values(column: &Column) -> Vec<f64> {
    (0..column.len()).filter_map(|i| column.get_f64(i)).collect()
}

/// Two rows of many types, numbered from `start`.
fn batch(start: i16) -> RecordBatch {
    let number = i64::from(start);
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1)]), None]);
    let words: DictionaryArray<Int32Type> = ["up", "down"].into_iter().collect();
    let columns: [(&str, ArrayRef); 9] = [
        ("counts", Arc::new(Int16Array::from(vec![start, start + 1]))),
        ("holes", Arc::new(Int16Array::from(vec![Some(start), None]))),
        ("values", Arc::new(Float64Array::from(vec![0.5, f64::NAN]))),
        ("is_on", Arc::new(BooleanArray::from(vec![true, false]))),
        ("day", Arc::new(Date32Array::from(vec![Some(start.into()), None]))),
        ("when", Arc::new(TimestampNanosecondArray::from(vec![number, number + 1]).with_timezone("UTC"))),
        ("word", Arc::new(words)),
        ("price", Arc::new(Decimal128Array::from(vec![1250, -5]).with_precision_and_scale(9, 2).unwrap())),
        ("list", Arc::new(list)),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn arrow_file(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn arrow_stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn parquet_file(batches: &[RecordBatch]) -> Vec<u8> {
    let rows = WriterProperties::builder().set_max_row_group_row_count(Some(2)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batches[0].schema(), Some(rows)).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn npz(method: CompressionMethod, arrays: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in arrays {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(format!("{name}.npy"), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn wav(channels: u16, bits: u16, samples: &[i32]) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels,
        sample_rate: 8000,
        bits_per_sample: bits,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Vec::new();
    let mut writer = hound::WavWriter::new(Cursor::new(&mut bytes), spec).unwrap();
    for sample in samples {
        writer.write_sample(*sample).unwrap();
    }
    writer.finalize().unwrap();
    bytes
}

fn doubles(numbers: &[f64]) -> Vec<u8> {
    let data: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    npy("<f8", false, &format!("({},)", numbers.len()), &data, 0)
}

#[test]
fn tables_of_arrow_and_parquet_keep_every_type() {
    let batches = [batch(3), batch(5)];
    for (name, bytes) in [
        ("types.arrow", arrow_file(&batches)),
        ("types.arrows", arrow_stream(&batches)),
        ("types.parquet", parquet_file(&batches)),
    ] {
        let table = table(name, bytes);
        assert_eq!(table.rows, 4, "{name}");
        let column = |name: &str| table.column(name).unwrap();
        assert_eq!(column("counts").as_slice::<i16>(), Some(&[3, 4, 5, 6][..]), "{name}");
        let holes = values(column("holes"));
        assert_eq!((holes[0], holes[1].is_nan(), holes[2]), (3.0, true, 5.0), "{name}");
        assert!(values(column("values"))[1].is_nan(), "{name}");
        assert_eq!((column("is_on").dtype(), values(column("is_on"))[2]), (DType::Bool, 1.0), "{name}");
        assert_eq!(column("day").dtype(), DType::Timestamp(TimeUnit::Seconds), "{name}");
        assert_eq!(column("day").get_f64(2), Some(5.0 * 86_400.0), "{name}");
        assert_eq!(column("day").value(1), None, "{name}");
        assert_eq!(column("when").dtype(), DType::Timestamp(TimeUnit::Nanos), "{name}");
        assert_eq!(column("when").get_f64(3), Some(6.0), "{name}");
        assert_eq!(values(column("price")), [12.5, -0.05, 12.5, -0.05], "{name}");
        for (text, expected) in [("word", "'up'"), ("list", "List(")] {
            let message = table.drawable(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{name}: {message}");
        }
    }
}

#[test]
fn a_single_batch_of_arrow_is_not_copied() {
    let wide = RecordBatch::try_from_iter([
        ("y", Arc::new(Float64Array::from_iter_values((0..100).map(f64::from))) as ArrayRef),
        ("holes", Arc::new((0..100).map(|i| (i > 3).then_some(i)).collect::<arrow_array::Int64Array>())),
    ]);
    let table = table("mapped.arrow", arrow_file(&[wide.unwrap()]));
    let y = table.column("y").unwrap();
    assert_eq!((y.storage_kind(), y.get_f64(99)), ("mapped", Some(99.0)));
    assert_eq!(table.column("holes").unwrap().storage_kind(), "owned");
}

#[test]
fn groups_of_rows_stay_in_their_order() {
    let batches: Vec<RecordBatch> = (0..40).map(|i| batch(i * 2)).collect();
    let table = table("groups.parquet", parquet_file(&batches));
    let expected: Vec<i16> = (0..80).collect();
    assert_eq!(table.column("counts").unwrap().as_slice::<i16>(), Some(expected.as_slice()));
}

#[test]
fn archives_are_tables_of_their_longest_arrays() {
    let arrays =
        [("t", doubles(&[0.0, 1.0, 2.0])), ("limits", doubles(&[5.0])), ("y", doubles(&[7.0, 8.0, 9.0]))];
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let bytes = npz(method, &arrays);
        let table = table("table.npz", &bytes);
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names, table.rows), (vec!["t", "y"], 3));
        assert_eq!(values(table.column("y").unwrap()), [7.0, 8.0, 9.0]);
        let all = read_npz(file("all.npz", &bytes), &mut ()).unwrap();
        assert_eq!(all.len(), 3);
        assert!(matches!(&all[1], (name, Content::Array1(column)) if name == "limits" && column.len() == 1));
    }
}

#[test]
fn an_archive_of_one_array_is_that_array() {
    let image = npy("<f8", false, "(1, 2)", &[0; 16], 0);
    let scalar = npy("<f8", false, "()", &[0; 8], 0);
    let bytes = npz(CompressionMethod::Stored, &[("image", image.clone()), ("rate", scalar)]);
    assert!(matches!(content("one.npz", bytes), Content::Array2(array) if array.columns == 2));
    let bytes = npz(CompressionMethod::Stored, &[("image", image.clone()), ("mask", image)]);
    let message = error("two.npz", bytes).to_string();
    assert!(message.contains("image, mask") && message.contains("--array"), "{message}");
}

#[test]
fn sound_has_channels_and_a_rate() {
    let Content::Recording(stereo) = content("stereo.wav", wav(2, 16, &[1, -10, 2, -20, 3, -30])) else {
        panic!("it is sound")
    };
    assert_eq!((stereo.rate_hz, stereo.samples.rows, stereo.samples.columns), (8000.0, 3, 2));
    assert_eq!(stereo.samples.column(1).as_slice::<i16>(), Some(&[-10, -20, -30][..]));
    assert_eq!(stereo.channel(0).x.unwrap().get_f64(2), Some(2.0 / 8000.0));
    let Content::Recording(deep) = content("deep.wav", wav(1, 24, &[-8_388_608, 70_000])) else {
        panic!("it is sound")
    };
    assert_eq!(deep.samples.values.as_slice::<i32>(), Some(&[-8_388_608, 70_000][..]));
}

#[test]
fn what_is_cut_off_is_said() {
    let sound = wav(1, 16, &[1, 2, 3]);
    assert!(matches!(
        error("cut.wav", &sound[..sound.len() - 2]),
        Error::Truncated { expected_bytes: 50, found_bytes: 48, .. }
    ));
    for (name, bytes) in [
        ("cut.arrow", arrow_file(&[batch(1)])),
        ("cut.parquet", parquet_file(&[batch(1)])),
        ("cut.npz", npz(CompressionMethod::Deflated, &[("y", doubles(&[1.0; 100]))])),
    ] {
        let error = error(name, &bytes[..bytes.len() - 20]);
        assert!(matches!(error, Error::Broken { .. }) && !error.to_string().contains('\n'), "{error}");
    }
}

/// Cut anywhere, and with any byte changed, a file gives a table or an error: no panic, no abort for lack of memory.
#[test]
fn corrupted_files_are_errors() {
    let y = ("y", doubles(&[1.0, 2.0, 3.0]));
    let files = [
        ("hurt.arrow", arrow_file(&[batch(1), batch(3)])),
        ("hurt.arrows", arrow_stream(&[batch(1), batch(3)])),
        ("hurt.parquet", parquet_file(&[batch(1), batch(3)])),
        ("hurt.npz", npz(CompressionMethod::Deflated, std::slice::from_ref(&y))),
        ("stored.npz", npz(CompressionMethod::Stored, &[y])),
        ("hurt.wav", wav(2, 16, &[1, 2, 3, 4])),
    ];
    for (name, bytes) in files {
        let mut refused = 0;
        for end in (0..bytes.len()).step_by(bytes.len().div_ceil(100)) {
            refused += usize::from(read(file(name, &bytes[..end]), &mut ()).is_err());
        }
        assert!(refused > 10, "{name}: {refused}");
        for at in (0..bytes.len()).step_by(bytes.len().div_ceil(600)) {
            for change in [0xff, 0x80, 0x01] {
                let mut hurt = bytes.clone();
                hurt[at] ^= change;
                // A changed value is as good as the one before.
                let _ = read(file(name, &hurt), &mut ());
            }
        }
    }
}
