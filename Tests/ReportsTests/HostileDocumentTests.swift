import Inspections
import Testing

@testable import Reports

/// What cannot be read is a named result, never a crash or a wait without end.
@Suite struct HostileDocumentTests {
    private static let page = """
        Inspection of Cheshire East local authority childrens services
        Inspection dates: 26 February 2024 to 8 March 2024
        """

    static let documents: [(String, [UInt8], Outcome.Result)] = [
        ("empty", [], .unreadable),
        ("blank", Array("\r\n \n".utf8), .unreadable),
        ("binary", [0, 1, 2, 3], .unreadable),
        (
            "random after the mark",
            Array("%PDF-1.7\n".utf8) + (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 3) }, .unreadable
        ),
        ("cut before its first page ends", Array(PlainPDF.bytes(pages: [page]).prefix(300)), .unreadable),
        ("only the mark", Array("%PDF-".utf8), .unreadable),
        (
            "encrypted by an unknown filter",
            Array(
                String(decoding: PlainPDF.bytes(pages: [page]), as: UTF8.self)
                    .replacing(
                        "/Root 1 0 R",
                        with:
                            "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /P -64 >> /ID [(a) (a)]"
                    ).utf8),
            .unreadable
        ),
        ("prose without grades", Array("The council met on Monday.".utf8), .notAReport),
        (
            "a page that was not found",
            Array("<!DOCTYPE html><html><body><h1>Report not found</h1></body></html>".utf8), .notAReport
        ),
        ("a PDF of something else", PlainPDF.bytes(pages: ["Minutes of the council"]), .notAReport),
    ]

    @Test(arguments: documents)
    func isNamed(_ name: String, _ bytes: [UInt8], _ expected: Outcome.Result) async throws {
        let outcome = await (try ReportReader.builtIn()).read(bytes, mediaHint: "application/pdf", name: "report.pdf")
        #expect(outcome.result == expected, "\(name): \(outcome.doubts)")
        #expect(outcome.judgements.isEmpty)
        #expect(!outcome.doubts.isEmpty)
        #expect(outcome.sha256.count == 64)
    }

    @Test func textWithoutEndIsNotRead() async throws {
        let outcome = await (try ReportReader.builtIn()).read([UInt8](repeating: 0x61, count: 20_000_001))
        #expect(outcome.result == .unreadable)
        #expect(outcome.doubts == ["the document holds too much text (limits.report_text)"])
    }

    @Test func tooMuchTextKillsTheChild() async {
        let pdf = PDFText(limits: ReportLimits(textBytes: 10))
        await #expect { try await pdf.text(of: PlainPDF.bytes(pages: [Self.page])) } throws: {
            "\($0)" == "the PDF holds too much text (limits.report_text)"
        }
    }

    @Test func theDeadlineKillsTheChild() async {
        let pdf = PDFText(limits: ReportLimits(pdfSeconds: 0))
        await #expect { try await pdf.text(of: PlainPDF.bytes(pages: [Self.page])) } throws: {
            "\($0)" == "pdftotext took too long (limits.pdf_time)"
        }
    }

    @Test func aMissingProgramIsNamed() async {
        let pdf = PDFText(program: "no-such-program-for-text")
        await #expect { try await pdf.text(of: PlainPDF.bytes(pages: [Self.page])) } throws: {
            "\($0)".hasPrefix("pdftotext is not installed")
        }
    }

    @Test func manyDocumentsSideBySideAreAllRead() async throws {
        let reader = try ReportReader.builtIn()
        let bytes = PlainPDF.bytes(pages: [Self.page + "\nOverall effectiveness\tGood"])
        let names = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<24 { group.addTask { await reader.read(bytes).providerName } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(names == Array(repeating: "Cheshire East", count: 24))
    }
}
