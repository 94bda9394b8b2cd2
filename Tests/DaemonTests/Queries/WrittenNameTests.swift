import Foundation
import Inspections
import Testing

@testable import Queries
@testable import Text

/// Names as people write them, and commands as messages advise them.
@Suite struct WrittenNameTests {
    @Test(
        arguments: [
            ("North East", "North East"), ("north east", "North East"), ("NORTH-EAST", "North East"),
            (" north   east ", "North East"), ("yorkshire & the humber", "Yorkshire and The Humber"), ("north", nil),
            ("Nort East", nil), ("", nil),
            // Two that read the same are told apart only as they are written.
            ("desk", "desk"), ("Desk", "Desk"), ("DESK", nil),
        ] as [(String, String?)])
    func aNameIsKnownHoweverItIsWritten(text: String, meant: String?) {
        let names = ["North East", "North West", "Yorkshire and The Humber", "desk", "Desk"]
        #expect(WrittenName.of(text, among: names) == meant)
    }

    @Test(arguments: [
        ("councils", "councils"), ("childrens services", "'childrens services'"), ("it's", #"'it'\''s'"#), ("", "''"),
        ("a;b", "'a;b'"), ("ofsted:80447", "ofsted:80447"), ("$HOME", "'$HOME'"), ("Ynys Môn", "'Ynys Môn'"),
    ])
    func aWordForTheShellIsQuotedWhereItMustBe(text: String, word: String) {
        #expect(ShellText.word(text) == word)
    }

    @Test(
        arguments: [
            ("2024", "2024-01-01T00:00:00Z"), ("2024-05", "2024-04-30T23:00:00Z"),
            ("2024-05-16", "2024-05-15T23:00:00Z"), ("2024-12-16", "2024-12-16T00:00:00Z"),
            ("2d", "2024-05-30T12:00:00Z"), ("1m", nil), ("15m", nil), ("20245", nil), ("0000", nil),
        ] as [(String, String?)])
    func sinceIsADayAMonthAYearOrAWhile(text: String, instant: String?) {
        let now = Date(timeIntervalSince1970: 1_717_243_200)
        #expect(SinceText.instant(text, now: now)?.iso8601 == instant)
        let mistake = SinceText.mistake(text, now: now)
        #expect((mistake == nil) == (instant != nil))
        if text == "1m" { #expect(mistake?.contains("1 minute or 1 month; write 60s or 30d, or a month") == true) }
    }
}
