/// Seconds since midnight.
struct TimeOfDay {
    var seconds = 0

    init() {}

    /// Reads what follows the hour in `18:28`, `18:28:36`, `18:28:36.5`, and nothing where `hour` is `1828` or `182836`;
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
