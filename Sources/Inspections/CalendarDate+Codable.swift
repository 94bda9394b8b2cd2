extension CalendarDate: Codable {
    private enum CodingKeys: String, CodingKey {
        case year, month, day, isMonth
    }

    /// What was kept before there were months has no `isMonth`.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let (year, month) = (try values.decode(Int.self, forKey: .year), try values.decode(Int.self, forKey: .month))
        let isMonth = try values.decodeIfPresent(Bool.self, forKey: .isMonth) ?? false
        let day = try values.decode(Int.self, forKey: .day)
        let found = isMonth ? CalendarDate(year: year, month: month) : CalendarDate(year: year, month: month, day: day)
        guard let found else {
            throw DecodingError.dataCorruptedError(forKey: .day, in: values, debugDescription: "no such day")
        }
        self = found
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(year, forKey: .year)
        try values.encode(month, forKey: .month)
        try values.encode(day, forKey: .day)
        if isMonth { try values.encode(true, forKey: .isMonth) }
    }
}
