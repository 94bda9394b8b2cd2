/// A small PDF of one page for each text, its lines below one another, two columns where a line has a tab.
enum PlainPDF {
    static func bytes(pages: [String]) -> [UInt8] {
        let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for (index, page) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(5 + 2 * index) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            let stream = content(page)
            objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
        }
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            text += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
        }
        text += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    private static func content(_ page: String) -> String {
        var operators = ""
        for (row, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for (column, cell) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                let shown = cell.replacing("(", with: "\\(").replacing(")", with: "\\)")
                operators += "BT /F1 11 Tf \(50 + column * 320) \(790 - row * 16) Td (\(shown)) Tj ET\n"
            }
        }
        return operators
    }
}
