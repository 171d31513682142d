//! Readers on good, odd, truncated and lying files.

use vispy_plot::Error;
use vispy_plot::data::readers::{Array2, Content, ImageData, Progress, Table, read};
use vispy_plot::data::{Column, DType, TimeUnit};

use crate::files::{file, npy, npy_with_header};

fn content(name: &str, bytes: impl AsRef<[u8]>) -> Content {
    read(file(name, bytes), &mut ()).expect("the file is good")
}

fn error(name: &str, bytes: impl AsRef<[u8]>) -> Error {
    read(file(name, bytes), &mut ()).expect_err("the file is bad")
}

/// The message without the folder.
fn message(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let text = error(name, bytes).to_string();
    assert!(!text.contains('\n'), "{text}");
    text.split_once(name).map_or_else(|| panic!("no path in {text}"), |(_, rest)| rest.to_owned())
}

fn table(name: &str, text: &str) -> Table {
    match content(name, text) {
        Content::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

fn array1(name: &str, bytes: Vec<u8>) -> Column {
    match content(name, bytes) {
        Content::Array1(column) => column,
        other => panic!("{other:?}"),
    }
}

fn array2(name: &str, bytes: Vec<u8>) -> Array2 {
    match content(name, bytes) {
        Content::Array2(array) => array,
        other => panic!("{other:?}"),
    }
}

fn values(column: &Column) -> Vec<f64> {
    (0..column.len()).filter_map(|i| column.get_f64(i)).collect()
}

#[test]
fn arrays_are_mapped() {
    let data: Vec<u8> = [1.5f32, -2.0, 3.0].iter().flat_map(|v| v.to_le_bytes()).collect();
    let column = array1("mapped.npy", npy("<f4", false, "(3,)", &data, 0));
    assert_eq!((column.dtype(), column.storage_kind()), (DType::F32, "mapped"));
    assert_eq!(values(&column), [1.5, -2.0, 3.0]);
}

#[test]
fn misaligned_and_big_endian_arrays_are_copied() {
    let data: Vec<u8> = [1.5f64, -2.0].iter().flat_map(|v| v.to_le_bytes()).collect();
    let column = array1("misaligned.npy", npy("<f8", false, "(2,)", &data, 3));
    assert_eq!((column.storage_kind(), values(&column)), ("owned", vec![1.5, -2.0]));
    let data: Vec<u8> = [258i16, -2].iter().flat_map(|v| v.to_be_bytes()).collect();
    let column = array1("big.npy", npy(">i2", false, "(2,)", &data, 0));
    assert_eq!((column.dtype(), values(&column)), (DType::I16, vec![258.0, -2.0]));
}

#[test]
fn every_array_type_is_read() {
    for (descr, bytes, dtype) in [
        ("|i1", vec![0xff], DType::I8),
        ("|u1", vec![0xff], DType::U8),
        ("|b1", vec![2], DType::Bool),
        ("<i2", 7i16.to_le_bytes().to_vec(), DType::I16),
        ("<u2", 7u16.to_le_bytes().to_vec(), DType::U16),
        ("<i4", 7i32.to_le_bytes().to_vec(), DType::I32),
        ("<u4", 7u32.to_le_bytes().to_vec(), DType::U32),
        ("<i8", 7i64.to_le_bytes().to_vec(), DType::I64),
        ("<u8", 7u64.to_le_bytes().to_vec(), DType::U64),
        ("<M8[ns]", 7i64.to_le_bytes().to_vec(), DType::Timestamp(TimeUnit::Nanos)),
        ("<M8[D]", 1i64.to_le_bytes().to_vec(), DType::Timestamp(TimeUnit::Seconds)),
    ] {
        let name = format!("type-{}.npy", descr.trim_matches(['<', '|', ']']).replace('[', "-"));
        let column = array1(&name, npy(descr, false, "(1,)", &bytes, 0));
        assert_eq!(column.dtype(), dtype, "{descr}");
        let expected = match descr {
            "|i1" => -1.0,
            "|u1" => 255.0,
            "|b1" => 1.0,
            "<M8[D]" => 86_400.0,
            _ => 7.0,
        };
        assert_eq!(column.get_f64(0), Some(expected), "{descr}");
    }
}

#[test]
fn fortran_order_is_turned_into_rows() {
    // [[1, 2, 3], [4, 5, 6]] column by column.
    let data: Vec<u8> = [1u16, 4, 2, 5, 3, 6].iter().flat_map(|v| v.to_le_bytes()).collect();
    let array = array2("fortran.npy", npy("<u2", true, "(2, 3)", &data, 0));
    assert_eq!((array.rows, array.columns), (2, 3));
    assert_eq!(values(&array.values), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(values(&array.column(1)), [2.0, 5.0]);
    let big: Vec<u8> = [1u16, 4, 2, 5, 3, 6].iter().flat_map(|v| v.to_be_bytes()).collect();
    let array = array2("fortran-big.npy", npy(">u2", true, "(2, 3)", &big, 0));
    assert_eq!(values(&array.values), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let array = array2("c.npy", npy("|u1", false, "(2, 3)", &[1, 2, 3, 4, 5, 6], 0));
    assert_eq!((array.values.storage_kind(), values(&array.column(2))), ("mapped", vec![3.0, 6.0]));
}

#[test]
fn arrays_of_three_dimensions_are_read_in_both_orders() {
    // The value at [i, j, k] is 100 i + 10 j + k.
    let value = |i: u8, j: u8, k: u8| 100 * i + 10 * j + k;
    let all = |shape: [u8; 3]| {
        let [a, b, c] = shape;
        move |f: fn(usize, [usize; 3]) -> [usize; 3]| -> Vec<u8> {
            let count = usize::from(a) * usize::from(b) * usize::from(c);
            (0..count)
                .map(|n| f(n, shape.map(usize::from)).map(|i| i as u8))
                .map(|[i, j, k]| value(i, j, k))
                .collect()
        }
    };
    let last_fastest = all([2, 3, 4])(|n, [_, b, c]| [n / (b * c), n / c % b, n % c]);
    let first_fastest = all([2, 3, 4])(|n, [a, b, _]| [n % a, n / a % b, n / (a * b)]);
    for (name, fortran, data) in [("c3.npy", false, &last_fastest), ("f3.npy", true, &first_fastest)] {
        let array = match content(name, npy("|u1", fortran, "(2, 3, 4)", data, 0)) {
            Content::Array3(array) => array,
            other => panic!("{other:?}"),
        };
        assert_eq!((array.shape, array.slowest_axis), ([2, 3, 4], if fortran { 2 } else { 0 }), "{name}");
        assert_eq!(array.values.as_slice::<u8>(), Some(last_fastest.as_slice()), "{name}");
    }
}

#[test]
fn truncated_arrays_are_refused_with_both_sizes() {
    let bytes = npy("<f8", false, "(100,)", &[0; 80], 0);
    assert_eq!(message("short.npy", &bytes), ": truncated: header promises 928 bytes, file has 208");
    for len in 1..128 {
        let error = error("cut.npy", &bytes[..len]);
        assert!(matches!(error, Error::Broken { .. }), "{len}: {error}");
    }
}

#[test]
fn lying_headers_are_refused() {
    let huge = "(4611686018427387904, 4)";
    for (name, shape) in [
        ("lie-product.npy", huge),
        ("lie-zero.npy", "(0, 9223372036854775807, 9223372036854775807)"),
        ("lie-hex.npy", "(0xffffffffffffffff, 2)"),
        ("lie-negative.npy", "(-1,)"),
        ("lie-word.npy", "('a',)"),
        ("lie-none.npy", "None"),
        ("lie-big.npy", "(99999999999999999999999,)"),
    ] {
        let error = error(name, npy("<f8", false, shape, &[0; 64], 0));
        assert!(matches!(error, Error::Broken { .. }), "{name}: {error}");
    }
    for (name, header) in [
        ("lie-nested.npy", "(".repeat(30_000)),
        ("lie-twice.npy", "{'shape': (1,), 'shape': (2,), 'descr': '<f8', 'fortran_order': False}".into()),
        (
            "lie-escape.npy",
            r"{'\x73hape': (2,), 'shape': (1,), 'descr': '<f8', 'fortran_order': False}".into(),
        ),
        ("lie-text.npy", "hello shape (1,)".into()),
        ("lie-empty.npy", String::new()),
        ("lie-descr.npy", "{'shape': (1,), 'descr': 5, 'fortran_order': False}".into()),
    ] {
        let error = error(name, npy_with_header(&header, &[0; 64], 0));
        assert!(matches!(error, Error::Broken { .. }), "{name}: {error}");
    }
    let mut endless = b"\x93NUMPY\x02\x00".to_vec();
    endless.extend(u32::MAX.to_le_bytes());
    assert!(message("lie-length.npy", endless).contains("the header is cut off"));
    assert!(message("version.npy", b"\x93NUMPY\x09\x00\x04\x00\x00\x00{   ").contains("broken NumPy file"));
    assert!(message("not.npy", "hello, world").contains("magic"));
}

#[test]
fn unsupported_arrays_are_named() {
    assert!(
        message("half.npy", npy("<f2", false, "(1,)", &[0; 2], 0)).starts_with(": an array of type '<f2'")
    );
    assert!(message("complex.npy", npy("<c8", false, "(1,)", &[0; 8], 0)).contains("'<c8'"));
    assert!(message("months.npy", npy("<M8[M]", false, "(1,)", &[0; 8], 0)).contains("cannot be read"));
    assert!(
        message("cube.npy", npy("|u1", false, "(1, 1, 1, 1)", &[0], 0)).contains("of shape [1, 1, 1, 1]")
    );
    assert!(message("scalar.npy", npy("|u1", false, "()", &[0], 0)).contains("of shape []"));
    let record = "{'shape': (1,), 'descr': [('a', '<f8')], 'fortran_order': False}";
    assert!(message("record.npy", npy_with_header(record, &[0; 8], 0)).contains("an array of records"));
    assert!(matches!(error("none.npy", npy("<f8", false, "(0,)", &[], 0)), Error::NoRows { .. }));
    let far = npy("<M8[W]", false, "(1,)", &i64::MAX.to_le_bytes(), 0);
    assert!(matches!(error("far.npy", far), Error::Data(_)));
}

#[test]
fn tables_find_out_header_and_types() {
    let table = table(
        "types.csv",
        "date,n,v,when,name\n2000-01-03,1,1.5,2000-01-03T10:00:00.5Z,a\n2000-01-04,2,NA,,NA\n,-3,nan,2000-01-03T12:00:00+02:00,\"b,c\"\n",
    );
    let types: Vec<_> = table.columns.iter().map(|c| (c.name.as_str(), c.column.dtype())).collect();
    assert_eq!(
        types,
        [
            ("date", DType::Timestamp(TimeUnit::Seconds)),
            ("n", DType::I64),
            ("v", DType::F64),
            ("when", DType::Timestamp(TimeUnit::Millis)),
            ("name", DType::Text),
        ]
    );
    assert_eq!(table.rows, 3);
    let date = table.column("date").unwrap();
    assert_eq!(date.get_f64(1), Some(946_944_000.0));
    assert!(date.get_f64(2).is_some_and(f64::is_nan));
    let when = table.column("when").unwrap();
    assert_eq!(when.get_f64(0), Some(946_893_600_500.0));
    assert_eq!(when.get_f64(2), Some(946_893_600_000.0));
    assert!(table.column("v").unwrap().get_f64(1).is_some_and(f64::is_nan));
}

#[test]
fn tables_without_header_have_numbered_columns() {
    let table = table("bare.csv", "1;2,5\n3;4,25\n");
    assert_eq!(table.columns[1].name, "column 2");
    assert_eq!(values(table.column("2").unwrap()), [2.5, 4.25]);
    assert_eq!(table.column("1").unwrap().dtype(), DType::I64);
    assert!(table.column("0").is_err() && table.column("3").is_err());
}

#[test]
fn odd_but_good_tables_are_read() {
    let bom = table("bom.csv", "\u{feff}a\tb\r\n1\t2\r\n");
    assert_eq!(values(bom.column("a").unwrap()), [1.0]);
    let comments = table("comments.csv", "# made by hand\na, b\n1, 2\n# more\n3, 4");
    assert_eq!(values(comments.column("b").unwrap()), [2.0, 4.0]);
    let empty = table("empty-column.csv", "a,b\n,1\n,2\n");
    assert!(values(empty.column("a").unwrap()).iter().all(|v| v.is_nan()));
    let late = table("late.csv", "a\n1\n2\n3.5\n");
    assert_eq!(values(late.column("a").unwrap()), [1.0, 2.0, 3.5]);
    let unnamed = table("unnamed.csv", ",v\n0,5\n1,6\n");
    assert_eq!(unnamed.columns[0].name, "column 1");
    let latin1 = read(file("latin1.csv", b"caf\xe9,v\n1,2\n"), &mut ()).unwrap();
    assert!(matches!(latin1, Content::Table(t) if t.columns[0].name == "caf\u{fffd}"));
}

#[test]
fn a_bad_cell_makes_texts_and_is_remembered() {
    let table = table("bad-cell.csv", "t,v\n1,10\n2,oops\n3,30\n");
    let column = table.column("v").unwrap();
    assert!(matches!(column.slice(), vispy_plot::data::ColumnSlice::Text(t) if t == ["10", "oops", "30"]));
    let text = table.drawable("v").unwrap_err().to_string();
    assert!(text.ends_with("bad-cell.csv: column 'v' is not numeric: line 3 has 'oops'"), "{text}");
    assert!(table.drawable("t").is_ok());
    // The line is that of the file, also after a cell of several lines.
    let table = crate::readers::table("multi-line.csv", "s,v\n\"a\nb\",1\nc,x\n");
    let text = table.drawable("v").unwrap_err().to_string();
    assert!(text.ends_with("line 4 has 'x'"), "{text}");
}

#[test]
fn missing_columns_are_listed() {
    let table = table("columns.csv", "date,close\n2000-01-03,5\n");
    let text = table.column("cloze").unwrap_err().to_string();
    assert!(
        text.ends_with("columns.csv: no column 'cloze'; columns are date, close; did you mean 'close'?"),
        "{text}"
    );
    let text = table.column("volume").unwrap_err().to_string();
    assert!(text.ends_with("columns are date, close"), "{text}");
}

#[test]
fn bad_tables_are_refused() {
    assert_eq!(message("rows.csv", "a,b\n1,2\n3\n"), ": line 3: expected 2 fields, found 1");
    assert_eq!(message("empty.csv", ""), ": no rows: the file is empty");
    assert_eq!(message("header.csv", "a,b\n"), ": no rows: there is a header and nothing below it");
    assert_eq!(message("blank.csv", "\n\n"), ": no rows: the file has no text");
    assert!(message("utf16.csv", b"\xff\xfea\0,\0b\0").contains("UTF-16"));
    assert!(message("binary.csv", b"a,b\n\0\x01,2\n").contains("zero bytes"));
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let missing = read("no/such/file.csv", &mut ()).unwrap_err();
    assert_eq!(missing.to_string(), "no/such/file.csv: no such file");
    let folder = read(env!("CARGO_TARGET_TMPDIR"), &mut ()).unwrap_err();
    assert!(matches!(folder, Error::NotReadable { .. }), "{folder}");
    assert_eq!(
        message("sound.flac", b"RIFF"),
        ": unknown format; can be read: .npy, .npz, .csv, .tsv, .txt, .arrow, .feather, .parquet, .wav, .png, .jpg, .jpeg"
    );
}

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(3, 2, |x, y| image::Rgb([x as u8 * 10, y as u8 * 100, 7]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).expect("memory takes a picture");
    bytes.into_inner()
}

fn image(name: &str, bytes: impl AsRef<[u8]>) -> ImageData {
    match content(name, bytes) {
        Content::Image(image) => image,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pictures_have_their_top_row_first() {
    let bytes = picture(image::ImageFormat::Png);
    let image = image("p.png", bytes);
    assert_eq!((image.width, image.height, image.channels), (3, 2, 3));
    let expected: &[u8] = &[0, 0, 7, 10, 0, 7, 20, 0, 7, 0, 100, 7, 10, 100, 7, 20, 100, 7];
    assert_eq!(image.values.as_slice::<u8>(), Some(expected));
}

#[test]
fn sixteen_bits_and_grey_are_kept() {
    let grey = image::ImageBuffer::<image::Luma<u16>, _>::from_raw(2, 1, vec![1u16, 65_535]).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    grey.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let image = image("grey16.png", bytes.into_inner());
    assert_eq!((image.channels, image.values.as_slice::<u16>()), (1, Some(&[1, 65_535][..])));
}

#[test]
fn the_content_decides_before_the_name() {
    let bytes = picture(image::ImageFormat::Jpeg);
    assert_eq!(image("jpeg-named.png", bytes).width, 3);
}

#[test]
fn broken_pictures_are_refused() {
    let bytes = picture(image::ImageFormat::Png);
    for len in 8..bytes.len() - 12 {
        let error = error("cut.png", &bytes[..len]);
        assert!(matches!(error, Error::Broken { .. }), "{len}: {error}");
    }
    assert!(message("text.png", "not a picture").contains("broken picture file"));
    let mut lying = bytes.clone();
    // A width of 2^31 - 1 pixels.
    lying[16..20].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff]);
    assert!(matches!(error("wide.png", lying), Error::Broken { .. }));
}

#[test]
fn readers_report_and_stop() {
    #[derive(Default)]
    struct Watch {
        seen: Vec<f64>,
        stop: bool,
    }
    impl Progress for Watch {
        fn fraction(&mut self, fraction: f64) {
            self.seen.push(fraction);
        }
        fn cancelled(&self) -> bool {
            self.stop
        }
    }
    let text: String = std::iter::once("a\n".into()).chain((0..20_000).map(|i| format!("{i}\n"))).collect();
    let path = file("long.csv", text);
    let mut watch = Watch::default();
    read(&path, &mut watch).unwrap();
    assert!(watch.seen.len() > 3 && watch.seen.is_sorted(), "{:?}", watch.seen);
    assert_eq!(watch.seen.last(), Some(&1.0));
    let stopped = read(&path, &mut Watch { stop: true, ..Watch::default() }).unwrap_err();
    assert!(matches!(stopped, Error::Cancelled { .. }), "{stopped}");
    let big = file("long.npy", npy(">f4", false, "(4,)", &[0; 16], 0));
    let stopped = read(&big, &mut Watch { stop: true, ..Watch::default() }).unwrap_err();
    assert!(matches!(stopped, Error::Cancelled { .. }), "{stopped}");
}
