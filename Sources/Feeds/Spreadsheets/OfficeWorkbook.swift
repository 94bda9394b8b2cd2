/// The sheets of an `.xlsx`, by `workbook.xml` and its list of relations.
struct OfficeWorkbook: SheetHandler {
    let isDone = false
    /// In order, with the relation that tells each one's file.
    private(set) var sheets: [(name: String, relation: String)] = []
    private(set) var base = SerialBase.year1900
    /// Relation -> file.
    private(set) var files: [String: String] = [:]

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if tag.name.isName("sheet") {
            if let name = tag.attribute("name"), let relation = tag.attribute("r:id"), sheets.count < 10_000 {
                sheets.append((name, relation))
            }
        } else if tag.name.isName("workbookPr") {
            if ["1", "true"].contains(tag.attribute("date1904")) { base = .year1904 }
        } else if tag.name.isName("Relationship") {
            if let id = tag.attribute("Id"), let target = tag.attribute("Target"), files.count < 10_000 {
                files[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            }
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {}
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {}
}
