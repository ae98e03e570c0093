-- Deviate of Student's t distribution of a two-sided confidence level
-- Reads: macros.z
-- Method: a table up to 30 degrees of freedom, from 31 the expansion around the normal deviate (Cornish and Fisher), which is
--   right to 1 in 1,000,000 there; SQL has no quantile of t
-- Notes: student_t(7, 95) = 2.3646
CREATE MACRO macros.student_t(degrees, level) AS
CASE
    WHEN degrees < 1 THEN NULL
    WHEN degrees <= 30 AND level = 95
        THEN [
                12.7062047361747, 4.30265272974946, 3.18244630528371, 2.77644510519779, 2.57058183563631,
                2.44691185114498, 2.36462425159278, 2.30600413520417, 2.2621571627982, 2.22813885198627,
                2.20098516009164, 2.17881282966723, 2.16036865646279, 2.1447866879178, 2.13144954555978,
                2.11990529922125, 2.10981557783332, 2.10092204024104, 2.09302405440831, 2.08596344726586,
                2.07961384472768, 2.07387306790403, 2.06865761041905, 2.06389856162802, 2.0595385527533,
                2.05552943864287, 2.05183051648028, 2.04840714179525, 2.0452296421327, 2.04227245630124
            ][degrees::INTEGER]
    WHEN degrees <= 30 AND level = 99.8
        THEN [
                318.30883898555, 22.3271247701199, 10.2145318524074, 7.17318221978231, 5.89342953135601,
                5.20762623872537, 4.78528962863833, 4.50079093372372, 4.29680566272992, 4.14370049404659,
                4.02470103763074, 3.92963326462649, 3.85198239116839, 3.78739023752335, 3.7328344253109,
                3.68615479268601, 3.64576738007841, 3.61048488482509, 3.57940014895472, 3.55180834320333,
                3.52715366886918, 3.50499203108466, 3.48496437493981, 3.46677729801603, 3.45018872697306,
                3.43499718156312, 3.42103362122931, 3.40815517835336, 3.3962402883568, 3.3851848668293
            ][degrees::INTEGER]
    WHEN degrees > 30
        THEN macros.z(level)
            + (macros.z(level) ^ 3 + macros.z(level)) / (4 * degrees)
            + (5 * macros.z(level) ^ 5 + 16 * macros.z(level) ^ 3 + 3 * macros.z(level)) / (96 * degrees ^ 2)
            + (3 * macros.z(level) ^ 7 + 19 * macros.z(level) ^ 5 + 17 * macros.z(level) ^ 3 - 15 * macros.z(level))
            / (384 * degrees ^ 3)
            + (
                79 * macros.z(level) ^ 9 + 776 * macros.z(level) ^ 7 + 1482 * macros.z(level) ^ 5
                - 1920 * macros.z(level) ^ 3 - 945 * macros.z(level)
            ) / (92160 * degrees ^ 4)
END;
