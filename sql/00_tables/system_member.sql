-- What a system is made of
-- Grain: one row per system, spell and member: its boroughs, and the CCGs or sub-ICBs that together were the system
-- Key: system_code, member_type, member_code, valid_from
-- Notes: valid_from and valid_to are NULL where the place file gives none: it has always been, or still is.
CREATE TABLE tables.system_member (
    system_code VARCHAR NOT NULL,
    member_type VARCHAR NOT NULL CHECK (member_type IN ('borough', 'sub_icb')),
    member_code VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE
);
