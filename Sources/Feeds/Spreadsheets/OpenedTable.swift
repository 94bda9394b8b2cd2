import Synchronization

/// A table as text: as it was sent, or written out of the spreadsheet or archive that holds it.
package struct OpenedTable: Sendable {
    package let content: any TableContent
    /// The feed's map, with what the spreadsheet says of its own.
    package let map: ColumnMap

    /// `spool`: makes a place for what is written out, at most two.
    package init(
        _ content: any TableContent, map: ColumnMap, limits: TableLimits = .current,
        spool: () throws(TableFault) -> any TableSpool
    ) throws(TableFault) {
        var content = content
        if ZipArchive.isOne(try content.bytes(from: 0, count: 4)) {
            let archive = try ZipArchive(content)
            if !OpenedTable.isSpreadsheet(archive) {
                // A file of an archive, which may be a spreadsheet itself.
                let member = try OpenedTable.member(of: archive, named: map.member)
                let place = try spool()
                try archive.read(member, limits: limits) { bytes throws(TableFault) in
                    try place.write(bytes)
                    return true
                }
                content = place
            }
        }
        guard ZipArchive.isOne(try content.bytes(from: 0, count: 4)) else {
            self.content = content
            self.map = map
            return
        }
        let archive = try ZipArchive(content)
        guard OpenedTable.isSpreadsheet(archive) else {
            throw ZipArchive.fault("the archive has another archive in it, which is not a spreadsheet")
        }
        let place = try spool()
        var read = map
        // What comes out of a spreadsheet is written here: nothing of its form is to be found out.
        read.encoding = .utf8
        read.delimiter = UInt8(ascii: ",")
        read.dates.serialBase = try SpreadsheetFile(archive, limits: limits).write(to: place, map: map)
        self.content = place
        self.map = read
    }

    private static func isSpreadsheet(_ archive: ZipArchive) -> Bool {
        archive.member("content.xml") != nil || archive.member("xl/workbook.xml") != nil
    }

    private static func member(of archive: ZipArchive, named name: String?) throws(TableFault) -> ZipArchive.Member {
        let files = archive.members
        let all = files.prefix(10).map { "\"\($0.name)\"" }.joined(separator: ", ") + (files.count > 10 ? ", …" : "")
        if let name {
            let wanted = name.lowercased()
            let found =
                files.first { $0.name.lowercased() == wanted }
                ?? files.first { $0.name.lowercased().split(separator: "/").last.map(String.init) == wanted }
            guard let found else { throw ZipArchive.fault("the archive has no \"\(name)\"; it has \(all)") }
            return found
        }
        let tables = files.filter { file in
            let name = file.name.lowercased()
            return [".csv", ".tsv", ".txt", ".ods", ".xlsx"].contains { name.hasSuffix($0) }
                && !name.hasPrefix("__macosx/")
        }
        guard tables.count == 1 else {
            throw ZipArchive.fault(
                tables.isEmpty
                    ? "the archive has no table; it has \(all)"
                    : "the archive has \(tables.count) tables: name one as `member:`; it has \(all)")
        }
        return tables[0]
    }
}

/// Where a table lies that is written out of another file while it is read.
package protocol TableSpool: TableContent {
    func write(_ bytes: [UInt8]) throws(TableFault)
}

/// A table that lies in memory.
package final class MemorySpool: TableSpool {
    private let content = Mutex<[UInt8]>([])

    package init() {}

    package func write(_ bytes: [UInt8]) throws(TableFault) { content.withLock { $0 += bytes } }

    package func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        content.withLock { Array($0.dropFirst(offset).prefix(count)) }
    }
}
