/// An `.ods` or `.xlsx`, whose one sheet is written out as CSV.
struct SpreadsheetFile {
    private let archive: ZipArchive
    private let limits: TableLimits

    init(_ archive: ZipArchive, limits: TableLimits) {
        self.archive = archive
        self.limits = limits
    }

    /// What its numbers of days count from.
    func write(to spool: any TableSpool, map: ColumnMap) throws(TableFault) -> SerialBase {
        let rows = SheetRows(to: spool, map: map, limits: limits)
        if let content = archive.member("content.xml") {
            let sheet = try read(content, into: OpenDocumentSheet(rows))
            if !sheet.isDone { throw missing(sheet.sheets, map) }
            return .year1900
        }
        return try writeOffice(rows, map)
    }

    private func writeOffice(_ rows: SheetRows, _ map: ColumnMap) throws(TableFault) -> SerialBase {
        guard let workbook = archive.member("xl/workbook.xml") else { throw damaged("xl/workbook.xml") }
        var book = try read(workbook, into: OfficeWorkbook())
        guard let relations = archive.member("xl/_rels/workbook.xml.rels") else {
            throw damaged("xl/_rels/workbook.xml.rels")
        }
        book = try read(relations, into: book)
        let styles =
            try archive.member("xl/styles.xml").map { member throws(TableFault) in
                try read(member, into: OfficeStyles())
            } ?? OfficeStyles()
        let strings =
            try archive.member("xl/sharedStrings.xml").map { member throws(TableFault) in
                try read(member, into: OfficeTextsReader(limits: limits)).strings
            } ?? OfficeTexts()
        for sheet in book.sheets where map.sheet.map({ $0.lowercased() == sheet.name.lowercased() }) ?? true {
            // A sheet of charts has no file of cells.
            guard let file = book.files[sheet.relation], let member = archive.member(file) else { continue }
            var own = rows
            own.begin(sheet.name)
            var read = try read(
                member, into: OfficeSheet(own, strings: strings, styles: styles, base: book.base))
            if try read.finish() { return book.base }
        }
        throw missing(book.sheets.map(\.name), map)
    }

    private func read<Handler: SheetHandler>(
        _ member: ZipArchive.Member, into handler: Handler
    ) throws(TableFault) -> Handler {
        var handler = handler
        var scanner = SheetScanner()
        try archive.read(member, limits: limits) { bytes throws(TableFault) in
            try scanner.take(bytes, into: &handler)
            return !handler.isDone
        }
        return handler
    }

    private func missing(_ sheets: [String], _ map: ColumnMap) -> TableFault {
        let names = sheets.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ") + (sheets.count > 20 ? ", …" : "")
        if let wanted = map.sheet {
            return ZipArchive.fault("the spreadsheet has no sheet \"\(wanted)\"; it has \(names)")
        }
        let columns = map.eras.first.map { era in
            (era.who.first ?? era.name).map { "\"\($0.all.first ?? "")\"" } ?? ""
        }
        return ZipArchive.fault(
            "no sheet of the spreadsheet has a header with the columns that are looked for (\(columns ?? "") and others); it has \(names)"
        )
    }

    private func damaged(_ name: String) -> TableFault {
        ZipArchive.fault("the spreadsheet is damaged: \(name) is missing")
    }
}
