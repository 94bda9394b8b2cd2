import Foundation
import Inspections

/// Reads the text of a date piece by piece.
struct DateScanner {
    struct Number {
        let value: Int
        /// How many digits it is written with.
        let digits: Int
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index == bytes.count }

    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    var isAtDigit: Bool { index < bytes.count && DateScanner.isDigit(bytes[index]) }

    /// Whether a digit follows the next character.
    var isBeforeDigit: Bool { index + 1 < bytes.count && DateScanner.isDigit(bytes[index + 1]) }

    mutating func skip() { index = min(index + 1, bytes.count) }

    /// Whether the next character was one of these, and is now read.
    mutating func take(_ marks: StaticString) -> Bool {
        guard let next else { return false }
        for offset in 0..<marks.utf8CodeUnitCount where marks.utf8Start[offset] == next {
            index += 1
            return true
        }
        return false
    }

    mutating func skipSpace() {
        while let next, next <= 0x20 { index += 1 }
    }

    /// `nil` where no digit stands, or more than any date has.
    mutating func number() -> Number? {
        let start = index
        var value = 0
        while index < bytes.count, DateScanner.isDigit(bytes[index]), index - start < 9 {
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > start && !isAtDigit ? Number(value: value, digits: index - start) : nil
    }

    mutating func skipDigits() {
        while isAtDigit { index += 1 }
    }

    /// Letters, and what joins them in `a.m.` and `America/Los_Angeles`; dots are left out. `nil` where no letter
    /// stands.
    mutating func word() -> String? {
        let start = index
        while index < bytes.count, isInWord(index) { index += 1 }
        return index > start
            ? String(decoding: bytes[start..<index].filter { $0 != UInt8(ascii: ".") }, as: UTF8.self) : nil
    }

    private func isInWord(_ index: Int) -> Bool {
        let isAfterLetter = index > 0 && DateScanner.isLetter(bytes[index - 1])
        return switch bytes[index] {
        case UInt8(ascii: "."): isAfterLetter
        case UInt8(ascii: "/"), UInt8(ascii: "_"):
            isAfterLetter && index + 1 < bytes.count && DateScanner.isLetter(bytes[index + 1])
        default: DateScanner.isLetter(bytes[index])
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Any character beyond ASCII counts as one.
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}

/// A day with a time of day and a zone.
struct Moment {
    let day: CalendarDate
    var time = TimeOfDay()
    var zone = ZoneOffset.utc

    var date: Date {
        let local = day.daysSinceEpoch * 86_400 + time.seconds
        return Date(timeIntervalSince1970: Double(local - zone.seconds(atLocal: local)))
    }
}

/// Seconds since midnight.
struct TimeOfDay {
    var seconds = 0

    init() {}

    /// Reads what follows the hour in `18:28`, `18:28:36`, `18:28:36.5`, and nothing where `hour` is `1828` or
    /// `182836`;
    /// `nil` for anything else.
    init?(hour: DateScanner.Number, _ scanner: inout DateScanner) {
        switch hour.digits {
        case 4: self.init(hour: hour.value / 100, minute: hour.value % 100, second: 0)
        case 6: self.init(hour: hour.value / 10_000, minute: hour.value / 100 % 100, second: hour.value % 100)
        case 1, 2:
            guard scanner.take(":"), let minute = scanner.number(), minute.digits <= 2 else { return nil }
            var second = 0
            if scanner.take(":") {
                guard let read = scanner.number(), read.digits <= 2 else { return nil }
                second = read.value
            }
            self.init(hour: hour.value, minute: minute.value, second: second)
        default: return nil
        }
        if scanner.isBeforeDigit, scanner.take(".,") { scanner.skipDigits() }
        if scanner.next == UInt8(ascii: ":") { return nil }
    }

    private init?(hour: Int, minute: Int, second: Int) {
        guard hour <= 24, minute < 60, second <= 60, hour < 24 || (minute == 0 && second == 0) else { return nil }
        seconds = hour * 3_600 + minute * 60 + second
    }

    /// The same on a clock of twelve hours.
    func on(_ half: HalfDay) -> TimeOfDay {
        var time = self
        if seconds / 3_600 == 12 { time.seconds -= 43_200 }
        if half == .afternoon, time.seconds < 43_200 { time.seconds += 43_200 }
        return time
    }
}

/// The half of the day that a clock of twelve hours counts.
enum HalfDay {
    case morning, afternoon

    /// `word`: lower case, without dots.
    init?(_ word: String) {
        switch word {
        case "am", "오전": self = .morning
        case "pm", "오후": self = .afternoon
        default: return nil
        }
    }
}

/// How far a zone is from UTC: a fixed number of seconds, or a place with rules of its own.
enum ZoneOffset {
    case fixed(Int)
    case place(TimeZone)

    static let utc = ZoneOffset.fixed(0)

    /// Reads `Z`, `+01:00`, `-0700`, `+1`, `EST`, `GMT-01:01`, `Etc/GMT`, `America/Los_Angeles`; `nil` for anything
    /// else.
    init?(_ scanner: inout DateScanner) {
        var zone: ZoneOffset?
        if let name = scanner.word() {
            guard let named = ZoneOffset(named: name) else { return nil }
            zone = named
        }
        if scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-") {
            guard let minutes = ZoneOffset.minutes(&scanner) else { return nil }
            zone = .fixed(minutes * 60)
        }
        guard let zone else { return nil }
        self = zone
    }

    /// `nil` for a name that stands for no zone.
    init?(named name: String) {
        if let minutes = ZoneOffset.names[name.lowercased()] {
            self = .fixed(minutes * 60)
        } else if name.utf8.contains(UInt8(ascii: "/")), let place = TimeZone(identifier: name) {
            self = .place(place)
        } else {
            return nil
        }
    }

    /// Seconds to take from a local time to come to UTC.
    func seconds(atLocal local: Int) -> Int {
        switch self {
        case .fixed(let seconds): return seconds
        case .place(let zone):
            let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local)))
            return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - first)))
        }
    }

    private static func minutes(_ scanner: inout DateScanner) -> Int? {
        let sign = scanner.take("-") ? -1 : 1
        if sign == 1 { scanner.skip() }
        guard let first = scanner.number(), first.digits <= 4 else { return nil }
        guard scanner.take(":") else {
            return sign * (first.digits <= 2 ? first.value * 60 : first.value / 100 * 60 + first.value % 100)
        }
        guard first.digits <= 2, let rest = scanner.number(), rest.digits <= 2 else { return nil }
        return sign * (first.value * 60 + rest.value)
    }

    /// Minutes east of UTC.
    private static let names: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 60, "cet": 60, "met": 60, "mez": 60,
        "west": 60,
        "cest": 120, "mest": 120, "mesz": 120, "sast": 120, "eet": 120, "eest": 180, "msk": 180, "hkt": 480, "sgt": 480,
        "awst": 480, "kst": 540, "jst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
        "at": -240, "ast": -240, "adt": -180, "et": -300, "est": -300, "edt": -240, "ct": -360, "cst": -360,
        "cdt": -300,
        "mt": -420, "mst": -420, "mdt": -360, "pt": -480, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480,
        "hst": -600,
    ]
}
