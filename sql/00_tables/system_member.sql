-- What a system is made of
-- Grain: one row per system and member: its boroughs, and the CCGs or sub-ICBs that together were the system
-- Key: system_code, member_type, member_code
CREATE TABLE tables.system_member (
    system_code VARCHAR NOT NULL,
    member_type VARCHAR NOT NULL CHECK (member_type IN ('borough', 'sub_icb')),
    member_code VARCHAR NOT NULL
);
