import Compression

@testable import Feeds

/// Makes small ZIP archives, and spreadsheets of them.
enum TestArchive {
    /// `isStored`: not compressed.
    static func zip(_ files: [(name: String, bytes: [UInt8])], isStored: Bool = true) -> [UInt8] {
        var archive: [UInt8] = []
        var list: [UInt8] = []
        for file in files {
            var crc = RunningCRC32()
            crc.add(file.bytes)
            let content = isStored ? file.bytes : deflated(file.bytes)
            let name = Array(file.name.utf8)
            let common =
                number(20, 2) + number(0, 2) + number(isStored ? 0 : 8, 2) + number(0, 4) + number(Int(crc.value), 4)
                + number(content.count, 4) + number(file.bytes.count, 4) + number(name.count, 2) + number(0, 2)
            list += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
            list += number(0, 4) + number(archive.count, 4) + name
            archive += number(0x0403_4B50, 4) + common + name + content
        }
        let start = archive.count
        archive += list + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
        return archive + number(list.count, 4) + number(start, 4) + number(0, 2)
    }

    /// The same with its numbers where those of large archives stand (ZIP64); `large`: what is written there in place
    /// of the right one, by name: `size`, `compressed`, `offset`, `count`, `length`, `list`, `end`.
    static func largeZip(_ files: [(name: String, bytes: [UInt8])], large: [String: Int] = [:]) -> [UInt8] {
        var archive: [UInt8] = []
        var list: [UInt8] = []
        let elsewhere = number(0xFFFF_FFFF, 4)
        for file in files {
            var crc = RunningCRC32()
            crc.add(file.bytes)
            let name = Array(file.name.utf8)
            let common =
                number(45, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(Int(crc.value), 4) + elsewhere
                + elsewhere + number(name.count, 2)
            let other = number(0x9999, 2) + number(4, 2) + number(7, 4)
            let sizes =
                number(large["size"] ?? file.bytes.count, 8) + number(large["compressed"] ?? file.bytes.count, 8)
            let extra = other + number(1, 2) + number(24, 2) + sizes + number(large["offset"] ?? archive.count, 8)
            list += number(0x0201_4B50, 4) + number(45, 2) + common + number(extra.count, 2) + number(0, 2)
            list += number(0, 4) + number(0, 4) + elsewhere + name + extra
            archive += number(0x0403_4B50, 4) + common + number(20, 2) + name + number(1, 2) + number(16, 2) + sizes
            archive += file.bytes
        }
        let start = archive.count
        let end = archive.count + list.count
        let count = number(large["count"] ?? files.count, 8)
        archive += list + number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
        archive += count + count + number(large["length"] ?? list.count, 8) + number(large["list"] ?? start, 8)
        archive += number(0x0706_4B50, 4) + number(0, 4) + number(large["end"] ?? end, 8) + number(1, 4)
        archive += number(0x0605_4B50, 4) + number(0, 4) + number(0xFFFF, 2) + number(0xFFFF, 2)
        return archive + elsewhere + elsewhere + number(0, 2)
    }

    /// The inside of a gzip file is what a ZIP archive holds: its head has ten bytes, its tail eight.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        (Gzip.compressed(bytes) ?? []).dropFirst(10).dropLast(8)
    }

    private static func number(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// `tables`: markup of the sheets.
    static func ods(_ tables: String, isStored: Bool = false) -> [UInt8] {
        let content =
            "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\(tables)"
            + "</office:spreadsheet></office:body></office:document-content>"
        return zip([("mimetype", []), ("content.xml", Array(content.utf8))], isStored: isStored)
    }

    static func sheet(_ name: String, _ rows: [[String]]) -> String {
        let rows = rows.map { cells in
            "<table:table-row>" + cells.map(cell).joined() + "</table:table-row>"
        }
        return "<table:table table:name=\"\(name)\">\(rows.joined())</table:table>"
    }

    private static func cell(_ text: String) -> String {
        text.isEmpty
            ? "<table:table-cell/>"
            : "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }

    static func xlsx(
        sheets: [(name: String, rows: String)], strings: [String] = [], styles: String = "", is1904: Bool = false
    ) -> [UInt8] {
        let list = sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
        }
        let relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        let texts = strings.map { "<si><t>\($0)</t></si>" }.joined()
        let book =
            "<workbook><workbookPr\(is1904 ? " date1904=\"1\"" : "")/><sheets>\(list.joined())</sheets></workbook>"
        var files: [(String, String)] = [
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
            ("xl/sharedStrings.xml", "<sst>\(texts)</sst>"), ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            files.append(
                ("xl/worksheets/sheet\(index + 1).xml", "<worksheet><sheetData>\(sheet.rows)</sheetData></worksheet>"))
        }
        return zip(files.map { ($0.0, Array($0.1.utf8)) }, isStored: false)
    }
}
