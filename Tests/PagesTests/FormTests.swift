import Foundation
import Inspections
import Testing
import Text

@testable import Pages

@Suite struct FormTests {
    @Test(arguments: ["en", "cy"]) func everyLanguageHasEveryWord(code: String) throws {
        let bytes = code == "cy" ? PackageResources.cy_words : PackageResources.en_words
        #expect(Words.mismatches(String(decoding: bytes, as: UTF8.self)) == [])
        #expect(Words(language: code).code == code)
    }

    @Test func aLanguageThatNobodyKnowsIsEnglish() {
        #expect(Words(language: "xx").code == "en")
        #expect(Words(language: "cy").day(PagesWorld.day("2024-02-26")) == "26 Chwefror 2024")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "' =1"), ("a\u{1B}[2Jb\r", "a [2Jb "),
        ("a=b", "a=b"), ("", ""),
        // To a spreadsheet the accents stand on nothing.
        ("a,\u{301}b", "\"a,\u{301}b\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    ])
    func noCellIsAFormula(text: String, cell: String) {
        #expect(CSVText.line([text, "x"]) == "\(cell),x\r\n")
    }

    @Test func aCalendarsMarksAreEscapedUnderAccentsToo() {
        let escaped = Calendar.escaped("a,\u{301};\u{301}\\\u{301}")
        #expect(escaped.unicodeScalars.elementsEqual("a\\,\u{301}\\;\u{301}\\\\\u{301}".unicodeScalars))
    }

    @Test func aCalendarIsFoldedAndEscaped() {
        let day = PagesWorld.day("2024-12-31")
        let text = Calendar(
            name: "a;b", language: "en",
            events: [
                Calendar.Event(
                    id: "rw_1", day: day, title: "Kent, \"x\"\r\nBEGIN:VEVENT \\ " + String(repeating: "é", count: 60),
                    text: "t", url: WebLink("https://example.org/a,b;c"), stamp: PagesWorld.start)
            ]
        ).text
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 1)
        #expect(text.contains("SUMMARY:Kent\\, \"x\""))
        #expect(text.contains("DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250101"))
        #expect(lines.last == "" && lines[lines.count - 2] == "END:VCALENDAR")
    }

    @Test func numbersAreGrouped() {
        #expect([0, 999, 1000, 1_234_567, -12_345].map(Words.count) == ["0", "999", "1,000", "1,234,567", "-12,345"])
    }
}
